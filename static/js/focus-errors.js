// The error summary takes the focus, so that a screen reader speaks it first.
document.querySelector("[data-error-summary]")?.focus();
