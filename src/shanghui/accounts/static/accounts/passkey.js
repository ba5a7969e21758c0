// A passkey that was refused or given up is told in words instead of in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("messages");
  const said = place.querySelector("template:not([data-closer])").content.firstElementChild.cloneNode(true);
  said.classList.add("warning");
  said.querySelector("p").textContent = document.getElementById("passkey_failed").content.textContent;
  place.append(said);
});
