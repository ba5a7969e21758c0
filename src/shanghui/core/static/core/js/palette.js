// Ctrl-K: asks the server for options as HTML; without JavaScript the opener is a link to the search page.
(() => {
  "use strict";
  const palette = document.getElementById("palette");
  if (!palette) return;
  const input = palette.querySelector("input");
  const list = palette.querySelector("[role=listbox]");
  const status = palette.querySelector("[role=status]");
  let asked = 0;
  let timer = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    options().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const turn = ++asked;
    const query = input.value.trim();
    try {
      const answer = await fetch(`${palette.dataset.url}?q=${encodeURIComponent(query)}`, {
        headers: { "X-Requested-With": "palette" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (turn === asked) show(html);
    } catch {
      if (turn !== asked) return;
      list.replaceChildren();
      status.textContent = document.getElementById("messages").dataset.unreachable;
    }
  }

  function show(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    list.replaceChildren(...parsed.body.childNodes);
    options().forEach((option, index) => (option.id = `palette-option-${index}`));
    input.setAttribute("aria-expanded", String(options().length > 0));
    status.textContent = options().length ? "" : palette.dataset.none;
    choose(options()[0]);
  }

  function open() {
    if (palette.open) return;
    palette.showModal();
    input.select();
    ask();
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || !event.target.closest("[data-opens=palette]")) return;
    event.preventDefault();
    open();
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette || event.target.closest("[data-close]")) palette.close();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still choosing characters
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Enter" && chosen()) chosen().click();
    else return;
    event.preventDefault();
  });
})();
