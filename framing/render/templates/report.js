"use strict";
for (const report of document.querySelectorAll(".report")) {
  const cards = new Map([...report.querySelectorAll(".card")].map((card) => [card.dataset.n, card]));
  const marks = [...report.querySelectorAll(".mark")];
  const panel = report.querySelector(".panel");
  const form = report.querySelector(".filters");
  const status = form.querySelector(".status");
  const shown = (number) => !cards.get(number).hidden;

  const select = (number) => {
    for (const old of report.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    cards.get(number).setAttribute("aria-current", "true");
    for (const mark of marks) {
      if (mark.dataset.f.split(" ").includes(number)) mark.setAttribute("aria-current", "true");
    }
  };
  // A panel that scrolls by itself must not drag the story along.
  const reveal = (card) => {
    if (panel.scrollHeight <= panel.clientHeight) return card.scrollIntoView({ block: "nearest" });
    const top = card.getBoundingClientRect().top - panel.getBoundingClientRect().top - form.offsetHeight;
    const room = panel.clientHeight - form.offsetHeight - card.offsetHeight;
    if (top < 0 || top > room) panel.scrollTop += top - Math.max(0, room / 3);
  };
  const open = (number) => {
    select(number);
    const card = cards.get(number);
    card.focus({ preventScroll: true });
    reveal(card);
  };
  const show = (number) => {
    select(number);
    const mark = marks.find((item) => item.dataset.f.split(" ").includes(number));
    if (!mark) return false;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    return true;
  };

  const filter = () => {
    const on = new Set([...form.querySelectorAll("input:checked")].map((input) => `${input.name} ${input.value}`));
    for (const card of cards.values()) {
      card.hidden = !(on.has(`family ${card.dataset.family}`) && on.has(`severity ${card.dataset.severity}`));
    }
    for (const family of report.querySelectorAll(".family")) {
      family.hidden = !family.querySelector(".card:not([hidden])");
    }
    for (const mark of marks) {
      const [first, second] = mark.dataset.f.split(" ").filter(shown);
      mark.toggleAttribute("data-off", !first);
      if (mark.dataset.stop) mark.tabIndex = first ? 0 : -1;
      if (!first) continue;
      mark.dataset.family = cards.get(first).dataset.family;
      mark.href = `#${cards.get(first).id}`;
      if (second) mark.dataset.also = cards.get(second).dataset.family;
      else delete mark.dataset.also;
    }
    const left = [...cards.keys()].filter(shown).length;
    status.textContent = left === cards.size ? "" : `${left} of ${cards.size} findings shown`;
  };

  for (const mark of marks) if (mark.tabIndex === 0) mark.dataset.stop = "1";
  form.hidden = cards.size < 2;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  report.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    const go = event.target.closest(".go");
    if (mark) {
      const numbers = mark.dataset.f.split(" ").filter(shown);
      const current = numbers.findIndex((number) => cards.get(number).hasAttribute("aria-current"));
      if (!numbers.length) return;
      event.preventDefault();
      open(numbers[(current + 1) % numbers.length]);
    } else if (go && show(go.closest(".card").dataset.n)) {
      event.preventDefault();
    }
  });
  report.addEventListener("keydown", (event) => {
    const card = event.target.classList.contains("card") ? event.target : null;
    if (!card) return;
    const visible = [...cards.values()].filter((item) => !item.hidden);
    const ordered = [...report.querySelectorAll(".card")].filter((item) => visible.includes(item));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = ordered[ordered.indexOf(card) + step];
      if (next) open(next.dataset.n);
      event.preventDefault();
    } else if (event.key === "Escape" || event.key === "Enter") {
      show(card.dataset.n);
      event.preventDefault();
    }
  });
}
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".panel details, .facts details")) details.open = true;
});
