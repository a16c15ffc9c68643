/** A short story written for this page, with something to find in it. */
export const SAMPLE = {
  headline: 'Council slams harbour plan as costs explode',
  story: `The city council on Tuesday rejected the controversial harbour plan, a disastrous project that officials said would cost twice as much as promised.

“We cannot sign a blank cheque,” said Maria Lindqvist, the council’s finance chair. 🚢 About 40% of residents now oppose the plan.

Critics say the so-called green terminal would add 1,200 lorries a day. The port authority, which published its own figures in March, put the number at 310.

Mayor Tom Harker admitted that the schedule had slipped. According to the audit office, the first phase is 14 months late and $38 million over budget.

A new poll shows most people want a vote. It is believed that the council will decide in May.`,
};
