// Copies the ready text or the link, and opens the device's own way of sharing, where there are such.
// Without it text, link and pictures stand on the page, to be selected and saved.
export function attach(box) {
  const { url, title, picture, said } = box.dataset;
  const words = box.querySelector("textarea");
  const news = box.querySelector("[role=status]");
  const tell = () => {
    news.textContent = "";
    requestAnimationFrame(() => { news.textContent = said; });
  };
  if (navigator.clipboard) {
    for (const button of box.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy === "text" ? words.value : url);
        tell();
      });
    }
  }
  const send = box.querySelector("[data-send]");
  if (navigator.share && send) {
    send.hidden = false;
    send.addEventListener("click", async () => {
      const files = picture ? await fileOf(picture) : {};
      // Closing the menu without sending is no fault.
      await navigator.share({ title, text: words.value, ...files }).catch(() => {});
    });
  }
}

async function fileOf(address) {
  try {
    const answer = await fetch(address);
    const files = [new File([await answer.blob()], "chia-se.jpg", { type: "image/jpeg" })];
    return answer.ok && navigator.canShare?.({ files }) ? { files } : {};
  } catch {
    return {};
  }
}
