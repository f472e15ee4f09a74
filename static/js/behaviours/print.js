// Shows a button that prints the page; without it the browser's own menu prints it as well.
export function attach(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
