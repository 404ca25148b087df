// On a narrow screen the menu folds behind a button. Not deferred: the class must stand before the
// page is drawn, else everything below would move under the finger.
(() => {
  document.documentElement.classList.add("scripted");
  const show = (nav, open) => {
    nav.classList.toggle("open", open);
    nav.querySelector("button").setAttribute("aria-expanded", String(open));
  };
  document.addEventListener("click", (event) => {
    const nav = event.target.closest("[data-menu] button")?.closest("[data-menu]");
    if (nav) show(nav, !nav.classList.contains("open"));
  });
  document.addEventListener("keydown", (event) => {
    const nav = event.target.closest?.("[data-menu].open");
    if (event.key !== "Escape" || !nav) return;
    show(nav, false);
    nav.querySelector("button").focus();
  });
})();
