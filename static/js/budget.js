// The sums of a budget while its numbers are typed; the server says the same when it saves.
(() => {
  const form = document.querySelector("form[data-budget]");
  if (!form) return;
  const DIGITS = "๐๑๒๓๔๕๖๗๘๙";
  const money = (sum) => sum.toLocaleString("en-US", {
    minimumFractionDigits: Number.isInteger(sum) ? 0 : 2, maximumFractionDigits: 2,
  });
  // What the server could not read counts as not given.
  const read = (control) => {
    const plain = control.value.trim().replace(/[๐-๙]/g, (digit) => DIGITS.indexOf(digit))
      .replace(/\s*(บาท(ถ้วน)?|\.-|฿|คน)$/, "").replace(/[, ](?=\d{3}(\D|$))/g, "");
    return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  };
  const round = (sum) => Math.round(sum * 100) / 100;
  const tell = () => {
    const sums = { planned: 0, spent: 0 };
    for (const row of form.querySelectorAll("[data-row]")) {
      const struck = row.querySelector("input[type=checkbox]")?.checked;
      const factors = [...row.querySelectorAll("[data-factor]")].map(read);
      // In hundredths, which are whole: a half satang goes up here as it does on the server.
      const product = factors.reduce((all, one) => all * Math.round(one * 100), 1);
      const planned = factors.includes(null) ? null : Math.round(product / 100 ** (factors.length - 1)) / 100;
      write(row.querySelector("[data-line-total]"), planned === null ? "–" : money(planned));
      if (struck) continue;
      sums.planned += planned ?? 0;
      sums.spent += read(row.querySelector("[data-spent]")) ?? 0;
    }
    for (const name of ["planned", "spent"]) write(form.querySelector(`[data-sum="${name}"]`), money(round(sums[name])));
    const left = round(Number(form.dataset.budget) - sums.planned);
    write(form.querySelector("[data-left]"), left < 0 ? `เกินวงเงิน ${money(-left)} บาท` : `เหลือให้ตั้งแผน ${money(left)} บาท`);
  };
  const write = (out, text) => { if (out && out.textContent !== text) out.textContent = text; };
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 300); // said once a number is whole
  });
  tell();
})();
