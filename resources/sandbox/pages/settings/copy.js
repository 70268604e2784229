// Copying needs a script; without one the fields are still there to be selected, and the buttons stay hidden.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const word = button.firstElementChild;
  const said = button.lastElementChild;
  const before = [word.textContent, said.textContent];
  said.setAttribute("aria-live", "polite");
  field.addEventListener("focus", () => field.select());
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select();
      return;
    }
    word.textContent = said.textContent = button.dataset.done;
    setTimeout(() => { [word.textContent, said.textContent] = before; }, 2000);
  });
}
