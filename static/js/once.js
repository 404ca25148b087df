// A second click sends nothing twice. A form that answers with a file opts out by data-many.
(() => {
  const asleep = new Map();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || form.method !== "post" || "many" in form.dataset) return;
    if ((button?.formTarget || form.target) === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (!button) return;
    // After the browser has read the form: a disabled button would not send its name.
    setTimeout(() => {
      asleep.set(button, button.textContent);
      button.textContent = "กำลังส่ง…";
      button.disabled = true;
    });
  });

  // Back from the next page, or from a dead link: the form works again.
  window.addEventListener("pageshow", () => {
    for (const [button, text] of asleep) {
      button.textContent = text;
      button.disabled = false;
    }
    asleep.clear();
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
