// The page of a job follows the work: the part that changes is fetched anew every two seconds.
// The sentence above it is spoken when it changes; the numbers are not. Without script the page refreshes itself.
(() => {
  const part = document.querySelector("[data-job]");
  const said = document.querySelector("[data-sentence]");
  const ENDED = ["done", "failed"];
  const wait = () => setTimeout(look, 2000);

  async function look() {
    if (document.hidden) return wait();
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-job]");
      if (answer.redirected || answer.status === 404) return location.reload();
      if (fresh) {
        const sentence = page.querySelector("[data-sentence]").textContent;
        if (sentence !== said.textContent) said.textContent = sentence;
        part.dataset.job = fresh.dataset.job;
        part.replaceChildren(...fresh.childNodes);
        if (ENDED.includes(part.dataset.job)) return;
      }
    } catch { /* a dead link: look again */ }
    return wait();
  }

  wait();
})();
