// A page that stood open while one signed in anew elsewhere sends the token that holds now.
document.addEventListener("submit", (event) => {
  const field = event.target.querySelector("[name=csrfmiddlewaretoken]");
  const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (field && now) field.value = now[1];
});
