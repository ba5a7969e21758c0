// The board under a hand or the arrow keys: lift an encounter, see at once where it may stand and why not elsewhere, drop it.
// Without this file every cell is a link, and the forms beside the board do the same.
(() => {
  "use strict";
  const board = document.getElementById("board");
  if (!board) return;
  const say = document.getElementById("board-say");
  const cells = [...board.querySelectorAll("td[data-cell]")];
  const rows = [...board.querySelectorAll("tbody tr")].filter((row) => row.querySelector("td[data-cell]"));
  const form = document.getElementById("drop");
  const lockForm = document.getElementById("lock-one");
  const canMove = Boolean(board.dataset.why && form);
  let lifted = null; // {encounter, from, why}
  let drag = null; // {cell, x, y, on}
  let suppressed = false;

  const tell = (text, isBad) => {
    say.hidden = !text;
    say.textContent = text || "";
    say.classList.toggle("late", Boolean(isBad));
  };

  // one stop for the tab key; the arrows do the rest
  const focusable = (cell) => cell.querySelector("a") || cell;
  const stopAt = (cell) => {
    cells.forEach((one) => (focusable(one).tabIndex = -1));
    focusable(cell).tabIndex = 0;
  };
  cells.forEach((cell) => (focusable(cell).tabIndex = -1));
  if (cells.length) stopAt(board.querySelector("td.pick") || cells.find((one) => one.dataset.encounter) || cells[0]);

  function beside(cell, key) {
    const row = rows.indexOf(cell.parentElement);
    const mine = [...cell.parentElement.querySelectorAll("td[data-cell]")];
    const column = mine.indexOf(cell);
    if (key === "ArrowLeft") return mine[column - 1];
    if (key === "ArrowRight") return mine[column + 1];
    const other = rows[row + (key === "ArrowUp" ? -1 : 1)];
    return other && other.querySelectorAll("td[data-cell]")[column];
  }

  function mark(why) {
    cells.forEach((cell) => {
      const reasons = why ? why[cell.dataset.cell] : null;
      const isOwn = lifted && cell === lifted.from;
      cell.classList.toggle("fits", Boolean(reasons) && !reasons.length && !isOwn);
      cell.classList.toggle("unfit", Boolean(reasons) && reasons.length > 0 && !isOwn);
    });
  }

  async function lift(cell) {
    if (!canMove || !cell.dataset.encounter) return;
    const mine = { encounter: cell.dataset.encounter, from: cell, why: null };
    lifted = mine;
    cell.classList.add("lifted");
    tell(board.dataset.asking);
    try {
      const answer = await fetch(`${board.dataset.why}&encounter=${mine.encounter}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      if (lifted !== mine) return;
      mine.why = told.cells;
      mark(mine.why);
      tell(board.dataset.lifted);
      hover(drag && drag.over ? drag.over : document.activeElement.closest("td[data-cell]"));
    } catch {
      if (lifted === mine) settle("");
    }
  }

  function hover(cell) {
    cells.forEach((one) => one.classList.toggle("over", one === cell && Boolean(lifted)));
    if (!lifted || !lifted.why || !cell || cell === lifted.from) return;
    const reasons = lifted.why[cell.dataset.cell] || [];
    tell(reasons.length ? reasons.join("") : board.dataset.fits, reasons.length > 0);
  }

  function settle(text) {
    cells.forEach((cell) => cell.classList.remove("lifted", "over"));
    lifted = null;
    mark(null);
    tell(text);
  }

  // what does not fit stays in the hand, with the reason on the page: another cell may do
  function drop(cell, keeps) {
    if (!lifted || !cell) return settle(board.dataset.dropped);
    if (cell === lifted.from) return settle(board.dataset.dropped);
    const reasons = lifted.why ? lifted.why[cell.dataset.cell] || [] : [];
    if (reasons.length) {
      const text = reasons.join("");
      if (!keeps) settle("");
      return tell(text, true);
    }
    const [slot, table] = cell.dataset.cell.split("-");
    form.elements.encounter.value = lifted.encounter;
    form.elements.slot.value = slot;
    form.elements.table.value = table;
    form.requestSubmit();
  }

  function lock(cell) {
    if (!lockForm || !cell.dataset.encounter) return;
    lockForm.elements.encounter.value = cell.dataset.encounter;
    lockForm.elements.locked.value = "locked" in cell.dataset ? "0" : "1";
    lockForm.requestSubmit();
  }

  board.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td[data-cell]");
    if (!cell || event.target.closest("button")) return;
    if (event.key.startsWith("Arrow")) {
      const next = beside(cell, event.key);
      event.preventDefault();
      if (!next) return;
      stopAt(next);
      focusable(next).focus();
      hover(next);
    } else if (event.key === " ") {
      event.preventDefault();
      if (lifted) drop(cell, true);
      else lift(cell);
    } else if (event.key === "Enter" && lifted) {
      event.preventDefault();
      drop(cell, true);
    } else if (event.key === "Escape" && lifted) {
      settle(board.dataset.dropped);
    } else if (event.key === "l" || event.key === "L") {
      lock(cell);
    }
  });

  // a mouse or a pen drags; a finger scrolls, and taps the cell instead
  board.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("td[data-encounter]");
    if (!canMove || !cell || event.button !== 0 || event.pointerType === "touch" || event.target.closest("button")) return;
    drag = { cell, x: event.clientX, y: event.clientY, on: false, over: null };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.on && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 6) {
      drag.on = true;
      document.body.classList.add("sh-dragging");
      lift(drag.cell);
    }
    if (!drag.on) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    drag.over = under && board.contains(under) ? under.closest("td[data-cell]") : null;
    hover(drag.over);
  });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { on, over } = drag;
    drag = null;
    document.body.classList.remove("sh-dragging");
    if (!on) return;
    suppressed = true;
    setTimeout(() => (suppressed = false));
    if (lifted && !lifted.why) settle("");
    else drop(over, false);
  });
  document.addEventListener("pointercancel", () => {
    drag = null;
    document.body.classList.remove("sh-dragging");
    if (lifted) settle("");
  });
  board.addEventListener("dragstart", (event) => event.preventDefault());
  board.addEventListener(
    "click",
    (event) => {
      if (!suppressed) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
})();
