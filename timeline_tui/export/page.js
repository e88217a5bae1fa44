"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const controls = $("filter");
  if (!controls) return;
  const search = $("words"), count = $("count"), clear = $("clear"), nothing = $("nothing");
  const narrowed = $("narrowed");
  const selects = [...controls.querySelectorAll("select")];
  const groups = [...document.querySelectorAll(".group")];
  const notes = [...document.querySelectorAll(".notes li")];
  const years = [...document.querySelectorAll("nav a")].map((link, index, all) => {
    const first = of => groups.indexOf(of ? $(of.hash.slice(1)) : null);
    const end = all[index + 1] ? first(all[index + 1]) : groups.length;
    return {link, groups: groups.slice(first(link), end)};
  });

  // As the query line compares: no case, no accents, a stroke as the plain letter, any blank as one.
  const plain = {ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe", þ: "th",
    ß: "ss", ς: "σ"};
  const letters = new RegExp(`[${Object.keys(plain).join("")}]`, "g");
  // In scripts behind Arabic a mark makes another letter.
  const marks = /([A-Za-z\u00c0-\u08ff\u1c80-\u1c8a\u1e9e\u2c60-\u2c7f\ua780-\ua7ff])\p{M}+/gu;
  const fold = text => text.normalize("NFKD").replace(marks, "$1")
    .toUpperCase().toLowerCase().replace(letters, letter => plain[letter]).normalize("NFC")
    .replace(/\s+/g, " ").trim();

  // What is said of the event, and in its notes; not their numbers, nor the titles of others.
  const textOf = (article, cited) => {
    const copy = article.cloneNode(true);
    for (const other of copy.querySelectorAll("sup, .links")) other.remove();
    return fold([copy, ...cited].map(node => node.textContent).join(" "));
  };

  const events = [...document.querySelectorAll("article")].map(article => ({
    article,
    values: Object.fromEntries(
      selects.map(({id}) => [id, new Set(article.dataset[id].split(" "))])),
    cited: [...new Set(Array.from(article.querySelectorAll("sup a"), link => link.hash.slice(1)))]
      .map($),
    text: null,
  }));

  const show = (element, shown) => { if (element.hidden === shown) element.hidden = !shown; };

  const filter = () => {
    const words = fold(search.value).split(" ").filter(Boolean);
    const chosen = selects.filter(select => select.value);
    const cited = new Set(), filled = new Set();
    let shown = 0;
    for (const event of events) {
      if (words.length && event.text === null) event.text = textOf(event.article, event.cited);
      const fits = chosen.every(({id, value}) => event.values[id].has(value))
        && words.every(word => event.text.includes(word));
      show(event.article, fits);
      if (!fits) continue;
      shown += 1;
      filled.add(event.article.parentElement);
      event.cited.forEach(note => cited.add(note));
    }
    for (const group of groups) show(group, filled.has(group));
    for (const year of years) {
      const first = year.groups.find(group => !group.hidden);
      show(year.link.parentElement, Boolean(first));
      if (first) year.link.hash = first.id;
    }
    for (const note of notes) show(note, cited.has(note));
    const total = events.length, noun = total === 1 ? "event" : "events";
    const number = value => value.toLocaleString("en");
    count.textContent = `${shown < total ? `${number(shown)} of ` : ""}${number(total)} ${noun}`;
    // Seen on paper, where the controls are not.
    narrowed.textContent = [words.length ? `“${search.value.trim()}”` : "",
      ...chosen.map(select => select.selectedOptions[0].textContent.trim())]
      .filter(Boolean).join(", ");
    show(nothing, shown === 0);
    show(clear, words.length + chosen.length > 0);
  };

  const reset = () => {
    search.value = "";
    for (const select of selects) select.value = "";
    filter();
  };

  // A link to an event that the filter hides lets it be seen again.
  const arrive = () => {
    const target = $(location.hash.slice(1));
    if (!target || !target.closest("[hidden]")) return;
    reset();
    target.scrollIntoView();
    requestAnimationFrame(() => target.scrollIntoView()); // now that what is near has its height
  };

  search.addEventListener("input", filter);
  for (const select of selects) select.addEventListener("change", filter);
  clear.addEventListener("click", () => { reset(); search.focus(); });
  addEventListener("hashchange", arrive);
  controls.hidden = false;
  filter();
})();
