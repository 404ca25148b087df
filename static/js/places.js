// Another province or district: its button is pressed, and the choices below follow.
for (const button of document.querySelectorAll("[data-places]")) {
  const names = button.dataset.places.split(" ");
  button.form.addEventListener("change", (event) => {
    if (names.includes(event.target.name)) button.form.requestSubmit(button);
  });
}
