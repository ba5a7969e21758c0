// A text field that offers what fits: <input data-combobox="ADDRESS" data-kind="region">. The server answers with
// <li role="option" data-text="…">; the chosen text goes into the field. Without JavaScript it stays a text field.
(() => {
  "use strict";
  let number = 0;

  function listFor(input) {
    const list = document.createElement("ul");
    list.id = `combobox-${++number}`;
    list.className = "sh-combobox";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
    list.hidden = true;
    input.insertAdjacentElement("afterend", list);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));
    return list;
  }

  function start(input) {
    if (input.hasAttribute("aria-controls")) return;
    const list = listFor(input);
    let asked = 0;
    let timer = 0;

    const options = () => [...list.querySelectorAll("[role=option]")];
    const active = () => list.querySelector("[aria-selected=true]");

    function close() {
      asked++;
      clearTimeout(timer);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(option) {
      options().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
      if (!option) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function take(option) {
      input.value = option.dataset.text;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    async function ask() {
      const turn = ++asked;
      const query = input.value.trim();
      if (!query) return close();
      try {
        const address = new URL(input.dataset.combobox, location.href);
        address.searchParams.set("kind", input.dataset.kind);
        address.searchParams.set("q", query);
        const answer = await fetch(address, { headers: { "X-Requested-With": "combobox" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        if (turn === asked) show(html);
      } catch {
        if (turn === asked) close(); // the field stays usable as plain text
      }
    }

    function show(html) {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      list.replaceChildren(...parsed.body.childNodes);
      options().forEach((option, index) => {
        option.id = `${list.id}-${index}`;
        option.setAttribute("aria-selected", "false");
      });
      list.hidden = options().length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // an input method is still choosing characters
      const all = options();
      const at = all.indexOf(active());
      if (event.key === "ArrowDown" && list.hidden) ask();
      else if (event.key === "ArrowDown") mark(all[(at + 1) % all.length]);
      else if (event.key === "ArrowUp" && !list.hidden) mark(all[(at - 1 + all.length) % all.length]);
      else if (event.key === "Enter" && !list.hidden && active()) take(active());
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
    input.addEventListener("blur", close);
  }

  const startAll = (root) => root.querySelectorAll("[data-combobox]").forEach(start);
  startAll(document);
  document.addEventListener("htmx:load", (event) => startAll(event.target));
})();
