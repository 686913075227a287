// The ways in which this page writes text that are not among `vistos`, and marks one element of each: its colour and
// size of letter, and every ground, shadow and opacity that it stands on.
(vistos) => {
  const sabidos = new Set(vistos);
  const nuevos = [];
  const fondos = new Map();
  const fondo = (e) => {
    if (!e) return "";
    if (!fondos.has(e)) {
      const s = getComputedStyle(e);
      const propio = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join(" ");
      const llano = propio === "rgba(0, 0, 0, 0) none 1 none normal";
      fondos.set(e, llano ? fondo(e.parentElement) : `${propio} < ${fondo(e.parentElement)}`);
    }
    return fondos.get(e);
  };
  const escribe = (e) => e.matches("input, textarea, select") || [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  for (const e of document.body.querySelectorAll("*")) {
    if (!escribe(e) || !e.checkVisibility({ visibilityProperty: true })) continue;
    const s = getComputedStyle(e);
    const inerte = e.matches(":disabled, [aria-disabled=true], [aria-disabled=true] *");
    const tinta = [s.color, s.fontSize, s.fontWeight, s.textShadow, s.position, inerte, e.matches("input, textarea") && e.placeholder !== "", fondo(e)].join(" | ");
    if (sabidos.has(tinta)) continue;
    sabidos.add(tinta);
    nuevos.push(tinta);
    e.dataset.tinta = "";
  }
  return nuevos;
}
