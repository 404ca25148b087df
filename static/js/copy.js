// Copies the text of a control; the button shows only where the browser can do it.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "คัดลอกแล้ว";
    } catch {
      field.closest("details")?.setAttribute("open", "");
      field.select();
      button.textContent = "กด Ctrl+C เพื่อคัดลอก";
    }
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}
