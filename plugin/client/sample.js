/** A short story written for this page, with something to find in it. */
export const SAMPLE = {
  headline: 'Council slams harbour plan as costs explode',
  story: `It was a disastrous night for the mayor. The city council on Tuesday rejected the controversial harbour plan, which will cost 64% more than promised.

“We cannot sign a blank cheque,” said Maria Lindqvist, the council’s finance chair. 🚢 Obviously, the so-called green terminal was doomed from the start.

Critics say it would add 1,200 lorries a day. The port authority, which published its own figures in March, put the number at 310.

Mayor Tom Harker admitted that the schedule had slipped. According to the audit office, the first phase is 14 months late and $38 million over budget. Only 40% of residents now back the plan.

Most people (46%) want a vote, a new poll shows. It is believed that the council will decide in May.`,
};
