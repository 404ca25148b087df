// The running total of a score sheet while points are typed; the server says the same when it saves.
(() => {
  const form = document.querySelector("form[data-total-form]");
  const out = form?.querySelector("[data-total]");
  if (!out) return;
  const controls = [...form.querySelectorAll("[data-points]")];
  const isOut = (control) => control.closest(".row-of")?.querySelector("input[name$='-DELETE']:checked");
  // What the server would refuse counts as not given.
  const read = ({ value, dataset: { points, step } }) => {
    const plain = value.trim().replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit));
    const sound = /^\d+(\.\d+)?$/.test(plain) && Number(plain) <= points && Number(plain) % step === 0;
    return sound ? Number(plain) : null;
  };
  let waiting = 0;
  const tell = () => {
    const given = controls.filter((control) => !isOut(control)).map(read).filter((number) => number !== null);
    const sum = given.reduce((one, other) => one + other, 0);
    const left = "rows" in out.dataset ? 0 : controls.length - given.length; // a row may be empty
    const text = `คะแนนรวม ${sum} จาก ${out.dataset.total} คะแนน`
      + (left ? ` (ยังไม่ได้ให้คะแนนอีก ${left} ข้อ)` : "");
    if (text !== out.textContent) out.textContent = text;
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 400); // said once a number is whole
  });
  tell();
})();
