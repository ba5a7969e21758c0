// Small helps on every page; each page also works without them.
(() => {
  "use strict";
  const region = () => document.getElementById("messages");

  function addCloser(message) {
    const closer = region().querySelector("template[data-closer]");
    if (!message.querySelector("[data-dismiss]")) message.append(closer.content.cloneNode(true));
  }

  function announce(text, level) {
    const place = region();
    if (!place) return;
    const message = place.querySelector("template:not([data-closer])").content.firstElementChild.cloneNode(true);
    message.classList.add(level);
    message.querySelector("p").textContent = text;
    addCloser(message);
    place.querySelectorAll(".sh-message[data-passing]").forEach((old) => old.remove());
    message.dataset.passing = "";
    place.append(message);
  }

  // the clipboard needs HTTPS; a chamber's server in the office may have none
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy refused");
  }

  function closeMenus(except) {
    document.querySelectorAll("details.sh-menu[open]").forEach((menu) => {
      if (!except || !menu.contains(except)) menu.open = false;
    });
  }

  function switchTextSize(button) {
    const large = document.documentElement.dataset.text !== "large";
    if (large) document.documentElement.dataset.text = "large";
    else delete document.documentElement.dataset.text;
    button.setAttribute("aria-pressed", String(large));
    const age = large ? 31536000 : 0;
    document.cookie = `shanghui_text=large; path=/; max-age=${age}; samesite=lax`;
  }

  // what a page kept for an hour without network (caches named kept/<until>/…) is forgotten in time, and when she signs out
  async function forgetKept(all) {
    if (!("caches" in window)) return;
    for (const name of await caches.keys()) {
      const [mark, until] = name.split("/");
      if (mark === "kept" && (all || Number(until) < Date.now())) await caches.delete(name);
    }
  }
  forgetKept(Boolean(document.querySelector("[data-forgets=now]")));
  document.addEventListener("submit", (event) => event.target.matches("[data-forgets]") && forgetKept(true));

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    closeMenus(event.target);
    const copier = on("[data-copy], [data-copy-from]");
    if (copier) {
      const source = copier.dataset.copyFrom && document.querySelector(copier.dataset.copyFrom);
      copy(source ? source.value || source.textContent.trim() : copier.dataset.copy).then(
        () => announce(region().dataset.copied, "success"),
        () => announce(region().dataset.uncopied, "warning"),
      );
    }
    if (on("[data-dismiss]")) on(".sh-message").remove();
    if (on("[data-text-size]")) switchTextSize(on("[data-text-size]"));
    if (on("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement.closest("details.sh-menu[open]");
    closeMenus();
    if (menu) menu.querySelector("summary").focus();
  });

  document.addEventListener("focusin", (event) => closeMenus(event.target));

  // a filter that is chosen from a list applies at once; the button stays for people without JavaScript
  // (with the arrow keys only when she leaves the list or presses Enter: on the way she passes what she does not want)
  let passing = null;
  const settle = () => {
    const list = passing;
    passing = null;
    if (list && list.isConnected && list.dataset.was !== list.value) list.form.requestSubmit();
  };
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("select[data-submits]")) return;
    if (event.key === "Enter" && passing) {
      event.preventDefault();
      settle();
    } else if (!passing && (event.key.startsWith("Arrow") || event.key.length === 1)) {
      passing = event.target;
      passing.dataset.was = passing.value;
    }
  });
  document.addEventListener("focusout", (event) => event.target === passing && settle());
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]") && event.target !== passing) event.target.form.requestSubmit();
  });

  document.addEventListener("htmx:sendError", () => announce(region().dataset.unreachable, "error"));
  document.addEventListener("htmx:timeout", () => announce(region().dataset.unreachable, "error"));
  document.addEventListener("htmx:responseError", () => announce(region().dataset.refused, "error"));

  document.querySelectorAll(".sh-message").forEach(addCloser);
})();
