// What a person would see wrong at this width: the page scrolls sideways, text is cut or lies over other text, something
// to press is smaller than 24 px (WCAG 2.5.8; links within a sentence are exempt). Everything that is closed is opened first.
() => {
  const faltas = [];
  for (const d of document.querySelectorAll("details")) d.open = true;
  const decir = (que, nodo) => faltas.push(`${que}: ${(nodo.textContent || nodo.outerHTML).trim().replace(/\s+/g, " ").slice(0, 70)} <${nodo.tagName.toLowerCase()} class="${nodo.className}">`);
  const raiz = document.documentElement;
  if (raiz.scrollWidth > innerWidth) {
    const ancho = [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".tabla, .con-diagrama, .linaje-marco"));
    faltas.push(`la página mide ${raiz.scrollWidth} de ${innerWidth}`);
    for (const e of ancho.slice(0, 3)) decir("se sale", e);
  }
  const soloParaElLector = (e) => { for (let a = e; a; a = a.parentElement) if (getComputedStyle(a).overflow === "hidden" && a.getBoundingClientRect().width <= 1) return true; return false; };
  const seVe = (e) => !soloParaElLector(e) && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".solo-lector, .salto, dialog, [hidden]");
  const corta = (e) => { const s = getComputedStyle(e); return s.overflowX !== "visible" || s.overflowY !== "visible" ? s : null; };

  // Boxes of the lines of text, each with its element.
  const lineas = [];
  const paseo = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = paseo.nextNode(); n; n = paseo.nextNode()) {
    const e = n.parentElement;
    if (!n.textContent.trim() || ["SCRIPT", "STYLE", "NOSCRIPT", "TEXTAREA", "OPTION", "TITLE"].includes(e.tagName) || !seVe(e)) continue;
    const r = document.createRange();
    r.selectNodeContents(n);
    const soloOida = e.closest(".tabla thead")?.getBoundingClientRect().right < 0; // on telephones each cell says its column
    for (const c of r.getClientRects()) if (!soloOida && c.width > 1 && c.height > 1) lineas.push({ e, l: c.left, r: c.right, t: c.top, b: c.bottom });
  }
  const dedesplaza = (e) => { for (let a = e; a; a = a.parentElement) { const s = corta(a); if (s && /auto|scroll/.test(s.overflowX) && a !== document.body && a !== raiz) return a; } return null; };
  for (const x of lineas) {
    if ((x.r > innerWidth + 1 || x.l < -1) && !dedesplaza(x.e)) decir("texto fuera de la ventana", x.e);
    for (let a = x.e; a && a !== document.body; a = a.parentElement) {
      const s = corta(a);
      if (!s) continue;
      const c = a.getBoundingClientRect();
      const aLoAncho = /hidden|clip/.test(s.overflowX) && (x.r > c.right + 1.5 || x.l < c.left - 1.5);
      const aLoAlto = /hidden|clip/.test(s.overflowY) && (x.b > c.bottom + 3 || x.t < c.top - 3);
      if (aLoAncho || aLoAlto) { decir("texto cortado", x.e); break; }
    }
  }
  // A column so narrow that words stand letter under letter.
  for (const e of new Set(lineas.map((x) => x.e))) {
    const suyas = lineas.filter((x) => x.e === e);
    if (suyas.length > 4 && e.textContent.trim().length > 2 * suyas.length - 4 && Math.max(...suyas.map((x) => x.r - x.l)) < 32) decir("letra bajo letra", e);
  }
  // Overlaps: lines sorted from top to bottom, compared while they share height. Half a line's leading is forgiven.
  lineas.sort((x, y) => x.t - y.t);
  for (let i = 0; i < lineas.length; i++) {
    const x = lineas[i];
    for (let k = i + 1; k < lineas.length && lineas[k].t < x.b - 6; k++) {
      const y = lineas[k];
      if (x.e === y.e || x.e.contains(y.e) || y.e.contains(x.e)) continue;
      const alto = Math.min(x.b, y.b) - Math.max(x.t, y.t);
      if (Math.min(x.r, y.r) - Math.max(x.l, y.l) > 3 && alto > 6) {
        const fijo = (e) => { for (let a = e; a; a = a.parentElement) if (/fixed|sticky/.test(getComputedStyle(a).position)) return true; return false; };
        if (fijo(x.e) !== fijo(y.e)) continue;
        decir(`se encima con «${y.e.textContent.trim().slice(0, 30)}»`, x.e);
      }
    }
  }
  const enUnaFrase = (e) => e.tagName === "A" && [...e.parentNode.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim().length > 1);
  for (const e of document.querySelectorAll("a, button, input, select, textarea, summary")) {
    if (!seVe(e) || enUnaFrase(e) || e.type === "hidden" || e.closest("p, .otras li, dd, .hecho")) continue;
    const c = (e.closest("label") ?? e).getBoundingClientRect();
    if (c.width < 24 || c.height < 23.5) decir(`mide ${Math.round(c.width)}×${Math.round(c.height)}`, e);
  }
  return [...new Set(faltas)].slice(0, 12);
}
