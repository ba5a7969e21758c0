// The door with and without network. Without scripts the page works by plain forms; here a tap is quicker, a scanner's line
// checks in at once, and what cannot be sent is noted on the device and brought later.
(() => {
  "use strict";
  const memory = window.doorMemory;
  const door = document.getElementById("door");
  if (!door || !memory) return;
  const by = (id) => document.getElementById(id);
  const CODE = /(?:^|\/activities\/c\/)([A-Za-z0-9_-]{22})\/?$/;
  const code = (text) => (CODE.exec(text.normalize("NFKC").trim()) || [])[1] || "";
  const SHOWN = 50;
  let list = [];
  let offline = false;
  let bringing = false;

  // --- without network
  const noticed = () => new Map(memory.noted().map((one) => [one.registration || one.code, one.mark]));

  function fits(guest, typed) {
    const words = typed.trim().toLowerCase();
    if (!words) return !guest.arrived;
    return [guest.name, guest.firm, guest.initials].some((text) => text.toLowerCase().includes(words))
      || (/^\d+$/.test(words) && guest.ending.endsWith(words.slice(-4)));
  }

  function row(guest, mark) {
    const item = by("door-guest").content.firstElementChild.cloneNode(true);
    const fill = (name, text) => { item.querySelector(`[data-${name}]`).textContent = text; };
    fill("name", guest.name);
    fill("firm", guest.firm);
    fill("ending", guest.ending);
    item.querySelector("[data-ending-line]").hidden = !guest.ending;
    item.querySelector("[data-there]").hidden = !(guest.arrived || mark);
    const arrives = item.querySelector("[data-arrives]");
    arrives.hidden = guest.arrived || Boolean(mark);
    arrives.addEventListener("click", () => note({ registration: guest.id }, guest.name));
    const back = item.querySelector("[data-takes-back]");
    back.hidden = !mark;
    back.addEventListener("click", () => { memory.drop(mark); draw(); });
    return item;
  }

  function draw() {
    const marks = noticed();
    const typed = by("q").value;
    const found = list.filter((guest) => fits(guest, typed) || (!typed && marks.has(guest.id)));
    found.sort((one, other) => Number(marks.has(other.id)) - Number(marks.has(one.id)));
    by("door-offline-list").replaceChildren(...found.slice(0, SHOWN).map((guest) => row(guest, marks.get(guest.id))));
    by("door-none").hidden = found.length > 0;
    by("door-noted").textContent = marks.size;
    by("door-waiting").hidden = offline || marks.size === 0;
    by("door-waiting").querySelector("[data-count]").textContent = marks.size;
    by("door-offline").hidden = !offline;
    const live = by("door-live");
    if (live) live.hidden = offline;
  }

  function tell(what, name) {
    const words = by("door-says").content.querySelector(`[data-${what}]`).textContent;
    by("door-told").textContent = words + (name || "");
    by("door-told").hidden = false;
  }

  function note(guest, name, what = "scanned") {
    memory.note(guest);
    by("q").value = "";
    tell(what, name);
    draw();
  }

  async function noteCode(text) {
    const hash = await memory.sha256(text);
    const guest = list.find((one) => one.sha256 === hash);
    if (guest && (guest.arrived || noticed().has(guest.id))) {
      by("q").value = "";
      return tell("used", guest.name);
    }
    if (guest) return note({ registration: guest.id }, guest.name);
    return noticed().has(text) ? tell("used") : note({ code: text }, "", "foreign");
  }

  async function leave() {
    offline = true;
    if (!list.length) list = await memory.kept();
    draw();
  }

  // --- the network is back
  async function check() {
    try {
      list = await memory.refresh();
    } catch (fault) {
      if (!(fault instanceof memory.Gone)) return memory.able && leave();
      by("door-waiting").querySelector("[data-signed-out]").hidden = false;
      offline = false;
      return draw();
    }
    const was = offline;
    offline = false;
    if (memory.noted().length) await bring();
    else if (was) show();
    return draw();
  }

  const token = (page) => JSON.parse(page.body.getAttribute("hx-headers"))["X-CSRFToken"];

  async function send(items) {
    const body = JSON.stringify({ items });
    const post = (key) => memory.ask(door.dataset.bring, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": key } });
    const answer = await post(token(document));
    if (answer.status !== 403) return answer;
    const fresh = await memory.ask(door.dataset.scope); // this page is older than her sign-in
    return post(token(new DOMParser().parseFromString(await fresh.text(), "text/html")));
  }

  async function bring() {
    if (bringing) return;
    bringing = true;
    try {
      const items = memory.noted().slice(0, 500);
      const answer = await send(items);
      if (!answer.ok) {
        by("door-waiting").querySelector("[data-signed-out]").hidden = answer.status !== 401 && answer.status !== 403;
        return;
      }
      const answers = await answer.json();
      answers.forEach((one) => memory.drop(one.mark));
      report(items, answers);
      list = await memory.refresh();
      show();
    } catch {
      await leave();
    } finally {
      bringing = false;
      draw();
    }
  }

  function report(items, answers) {
    const names = new Map(list.map((guest) => [guest.id, guest.name]));
    const place = by("door-result");
    const count = (what) => answers.filter((one) => one.answer === what).length;
    for (const what of ["done", "already"]) place.querySelector(`[data-answer=${what}]`).textContent = count(what);
    const said = new Map(items.map((one) => [one.mark, names.get(one.registration) || one.code || one.registration]));
    const called = answers.filter((one) => !["done", "already"].includes(one.answer)).map((one) => one.name || said.get(one.mark));
    place.querySelector("[data-answer=odd]").textContent = called.join(place.dataset.between);
    place.querySelector("[data-odd]").hidden = called.length === 0;
    place.hidden = false;
  }

  const show = () => window.htmx.ajax("GET", door.dataset.scope, { target: "#door-live", select: "#door-live > *", swap: "innerHTML" });

  // --- what she does
  function scanned(text) {
    const found = code(text);
    if (!found) return;
    if (offline) {
      noteCode(found);
      return;
    }
    const form = by("door-code");
    form.elements.code.value = found;
    window.htmx.trigger(form, "submit");
  }

  const finder = by("door-find");
  document.addEventListener("door:scanned", (event) => scanned(event.detail));
  finder.addEventListener("submit", (event) => {
    if (!offline && !code(by("q").value)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (code(by("q").value)) scanned(by("q").value);
  }, true);
  by("q").addEventListener("input", () => offline && draw());
  door.addEventListener("htmx:configRequest", (event) => {
    const looksUp = event.target === finder;
    if (looksUp && (offline || code(by("q").value))) event.preventDefault();
  });
  // a refusal of the door is the door's page again, with the reason in it
  door.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status >= 400 && xhr.status < 500 && xhr.responseText.includes('id="door-live"')) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  door.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig.verb !== "post" || !event.detail.xhr.status) return;
    by("q").value = "";
    if (!matchMedia("(pointer: coarse)").matches) by("q").focus();
  });
  async function unsent(event) {
    event.stopPropagation();
    await leave();
    const form = event.target.closest("form");
    if (!form || !form.action.endsWith("/arrive/")) return;
    if (form.elements.code) noteCode(form.elements.code.value);
    else {
      const guest = list.find((one) => one.id === Number(form.elements.registration.value));
      if (guest && !noticed().has(guest.id)) note({ registration: guest.id }, guest.name);
    }
  }
  if (memory.able) {
    door.addEventListener("htmx:sendError", unsent);
    door.addEventListener("htmx:timeout", unsent);
  }

  window.addEventListener("online", check);
  window.addEventListener("offline", () => memory.able && leave());
  setInterval(() => (offline || memory.noted().length || !document.hidden) && check(), 15000);
  memory.watch();
  check();
})();
