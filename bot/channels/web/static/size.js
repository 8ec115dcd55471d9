// Runs before the page is drawn, so that the remembered text size does not jump.
(() => {
  try {
    const size = localStorage.getItem("motcua.size");
    if (size) document.documentElement.dataset.size = size;
  } catch { /* no storage in this browser: the text keeps its first size */ }
})();
