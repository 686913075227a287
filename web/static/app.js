// What the pages do besides htmx: keys, focus, forms that are sent once and lose nothing. All of it is an extra:
// every page works without this file. No inline handlers; everything is delegated from the document.
"use strict";
(() => {
  const uno = (selector, dentro = document) => dentro.querySelector(selector);
  const enCampo = (nodo) => nodo instanceof Element && nodo.closest("input, textarea, select, [contenteditable]");
  const hayDialogo = () => uno("dialog[open]") !== null;

  // --- focus -------------------------------------------------------------------------------------
  const enfocar = (dentro = document) => uno("[data-enfocar]", dentro)?.focus();
  addEventListener("DOMContentLoaded", () => {
    enfocar();
    const menu = uno("#menu")?.parentElement; // on a telephone it is wider than the screen: show where one is
    const aqui = menu && uno("[aria-current]", menu);
    if (aqui && menu.scrollWidth > menu.clientWidth) menu.scrollLeft = aqui.offsetLeft - 16;
  });
  document.addEventListener("htmx:after:swap", (suceso) => {
    const { sourceElement: origen, request } = suceso.detail.ctx;
    if (origen?.isConnected || uno("[data-enfocar]")) enfocar();
    if (request.method === "GET" || uno("[data-enfocar]")) return;
    const fila = uno(".renglon.actual"); // done: the next row takes the place on screen that this one had
    if (fila && alto !== undefined) scrollBy(0, fila.getBoundingClientRect().top - alto);
    irAlPanel(); // and not to its first button, which a second Enter would press
  });
  let alto;
  document.addEventListener("htmx:before:swap", () => { alto = uno(".renglon.actual")?.getBoundingClientRect().top; });

  // --- the list and its pane: a row opens beside the list, which stays where it is -------------------
  const irAlPanel = () => {
    const titulo = uno(".panel > h2");
    titulo?.focus({ preventScroll: true });
    const { top, bottom } = titulo?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    if (top < 0 || bottom > innerHeight) titulo.scrollIntoView({ block: "start" });
  };
  const senalar = (enlace) => {
    for (const li of document.querySelectorAll("[data-con-panel] .renglon.actual")) {
      li.classList.remove("actual");
      uno("[aria-current]", li)?.removeAttribute("aria-current");
    }
    enlace?.closest(".renglon").classList.add("actual");
    enlace?.setAttribute("aria-current", "true");
  };
  document.addEventListener("click", async (suceso) => {
    const enlace = suceso.target.closest("[data-con-panel] .renglon-titulo a, [data-abre-panel]");
    if (!enlace || suceso.button || suceso.ctrlKey || suceso.metaKey || suceso.shiftKey || suceso.altKey) return;
    if ([...cambiados].some((form) => form.isConnected && form.closest(".panel"))) return; // the browser asks
    suceso.preventDefault();
    const fila = [...document.querySelectorAll("[data-con-panel] .renglon-titulo a")].find((a) => a.href === enlace.href);
    const estrecha = matchMedia("(max-width: 60rem)").matches;
    const headers = { "HX-Target": "aside#panel" }; // which `htmx.ajax` does not say by itself
    await htmx.ajax("GET", enlace.href, { target: "#panel", swap: "outerHTML", headers });
    senalar(fila);
    history.replaceState(history.state, "", enlace.href.split("#")[0]);
    if (suceso.detail === 0 || estrecha || !enlace.isConnected) irAlPanel();
  });

  // --- keys: never needed, never in a field, never with Ctrl, Alt or Meta; off by account -----------
  const teclas = {
    "/": () => uno("#buscar")?.focus(),
    "?": () => uno("#atajos")?.showModal(),
    "c": () => ir(uno(".panel .resultados button") ?? uno('main a[href*="/hacer/registrar_llamada"]')),
    "n": () => ir(uno('.panel textarea[name="nota"]') ?? uno('main a[href*="/hacer/agregar_nota"]')),
  };
  const ir = (nodo) => (nodo?.matches("a") ? nodo.click() : nodo?.focus());
  const mover = (paso) => {
    const donde = uno("#sugerencias a") ? "#sugerencias" : "main";
    const enlaces = [...document.querySelectorAll(`${donde} [data-lista] .renglon-titulo a`)];
    const aqui = enlaces.indexOf(document.activeElement);
    const desde = aqui >= 0 ? aqui + paso : Math.max(enlaces.findIndex((a) => a.ariaCurrent), 0);
    enlaces[desde]?.focus();
    return enlaces.length > 0;
  };
  document.addEventListener("keydown", (suceso) => {
    if (suceso.altKey && !suceso.ctrlKey && suceso.code === "KeyZ") {
      const deshacer = uno("[data-deshacer]");
      if (deshacer) { suceso.preventDefault(); deshacer.click(); }
      return;
    }
    if (suceso.ctrlKey || suceso.altKey || suceso.metaKey || suceso.defaultPrevented || hayDialogo()) return;
    if (suceso.key === "Escape") cerrarSugerencias();
    if (suceso.key === "ArrowDown" || suceso.key === "ArrowUp") {
      const libre = !enCampo(suceso.target) || suceso.target.id === "buscar";
      if (libre && mover(suceso.key === "ArrowDown" ? 1 : -1)) suceso.preventDefault();
      return;
    }
    if (!("atajos" in document.body.dataset) || enCampo(suceso.target)) return;
    const boton = uno(`[data-tecla="${CSS.escape(suceso.key)}"]`);
    const hacer = (boton && (() => { boton.focus(); boton.click(); })) ?? teclas[suceso.key];
    if (hacer) { suceso.preventDefault(); hacer(); }
  });

  // --- search suggestions --------------------------------------------------------------------------
  const cerrarSugerencias = () => uno("#sugerencias")?.replaceChildren();
  document.addEventListener("click", (suceso) => {
    if (!suceso.target.closest(".buscador")) cerrarSugerencias();
  });
  document.addEventListener("focusout", (suceso) => {
    const sale = suceso.target.closest(".buscador") && suceso.relatedTarget?.closest(".buscador") === null;
    if (sale) cerrarSugerencias();
  });

  // --- forms: sent once; leaving with something unsaved asks; drafts --------------------------------
  const cambiados = new Set();
  const soltar = (form) => {
    delete form.dataset.enviando;
    for (const boton of form.querySelectorAll("button[aria-disabled]")) boton.removeAttribute("aria-disabled");
  };
  document.addEventListener("submit", (suceso) => {
    const form = suceso.target;
    if (form.method === "dialog") return;
    const detener = () => { suceso.preventDefault(); suceso.stopPropagation(); };
    if (form.dataset.enviando) { detener(); return; }
    if (form.method !== "post") return;
    form.dataset.enviando = "si";
    suceso.submitter?.setAttribute("aria-disabled", "true");
    if (form.dataset.borrador && !form.aSalvo && hayDuda(form)) { detener(); enviarASalvo(form, suceso.submitter); return; }
    form.aSalvo = false;
    cambiados.delete(form);
  }, true);
  let contacto = Date.now();
  const hayDuda = (form) => // whether sending could find nobody there, or overtake a draft under way
    form.guardando || form.sinGuardar || !navigator.onLine || Date.now() - contacto > 300_000;
  const enviarASalvo = async (form, boton) => { // kept first: then no failure of sending loses it
    const estado = await guardarBorrador(form);
    soltar(form);
    if (estado === 401) { pedirEntrada(form, boton); return; }
    if (!estado) { decir("No hay conexión con el sistema. No se envió nada; lo que escribió sigue aquí."); return; }
    form.aSalvo = true;
    form.requestSubmit(boton?.form === form ? boton : undefined);
  };
  const decir = (texto) => {
    const aviso = document.createElement("p");
    aviso.className = "aviso cuidado";
    aviso.textContent = texto;
    uno("#avisos").replaceChildren(aviso);
    aviso.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:finally:request", (suceso) => {
    const form = suceso.detail.ctx.sourceElement?.closest?.("form");
    if (form) soltar(form);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-enviando]").forEach(soltar));
  addEventListener("beforeunload", (suceso) => {
    if ([...cambiados].some((form) => form.isConnected)) suceso.preventDefault();
  });
  document.addEventListener("input", (suceso) => {
    const form = suceso.target.form;
    if (!form?.matches("[data-cuidar]")) return;
    cambiados.add(form);
    if (form.dataset.borrador) form.borradorEnEspera ??= setTimeout(() => guardarBorrador(form), 1500);
  });
  document.addEventListener("focusout", (suceso) => {
    const form = suceso.target.form;
    const envia = suceso.relatedTarget?.type === "submit" && suceso.relatedTarget.form === form;
    if (form?.dataset.borrador && cambiados.has(form) && !envia) guardarBorrador(form);
  });
  document.addEventListener("visibilitychange", () => { // the last moment that a telephone gives
    if (document.hidden) for (const form of cambiados) if (form.isConnected && form.dataset.borrador) guardarBorrador(form);
  });
  const guardarBorrador = async (form) => { // one after another, so that the last one written is the one kept
    clearTimeout(form.borradorEnEspera);
    form.borradorEnEspera = undefined;
    await form.guardando;
    cambiados.delete(form);
    const datos = new FormData(form);
    for (const campo of form.elements) if (["password", "file"].includes(campo.type)) datos.delete(campo.name);
    form.guardando = fetch(form.dataset.borrador, { method: "POST", body: datos, keepalive: true })
      .then((respuesta) => respuesta.status, () => 0); // no network: leaving will ask
    const estado = await form.guardando;
    form.guardando = undefined;
    form.sinGuardar = estado !== 204;
    if (form.sinGuardar) cambiados.add(form); else contacto = Date.now();
    return estado;
  };
  document.addEventListener("click", (suceso) => {
    if (suceso.target.closest("[data-imprimir]")) print();
  });
  document.addEventListener("change", (suceso) => {
    if (suceso.target.matches("[data-enviar]")) suceso.target.form.requestSubmit();
  });

  // --- the session ended: let the person in over the page, then send again what was being sent -------
  let interrumpido = null;
  const pedirEntrada = (form, boton) => {
    interrumpido = { sourceElement: form, request: { method: "POST", submitter: boton } };
    htmx.ajax("GET", location.href, { target: "#dialogo", swap: "none" }); // answered with the dialog
  };
  const ponerToken = (token) => {
    uno('meta[name="csrf-token"]').content = token;
    for (const campo of document.querySelectorAll('input[name="csrf_token"]')) campo.value = token;
  };
  document.addEventListener("htmx:config:request", (suceso) => {
    suceso.detail.ctx.request.headers["X-CSRFToken"] = uno('meta[name="csrf-token"]').content;
  });
  document.addEventListener("htmx:before:response", (suceso) => {
    const { ctx } = suceso.detail;
    const propio = ctx.sourceElement.closest("#dialogo");
    if (ctx.response.status === 401 && !propio && (interrumpido?.request.method ?? "GET") === "GET") interrumpido = ctx;
  });
  document.addEventListener("htmx:after:swap", () => {
    const dialogo = uno("#dialogo");
    if (dialogo?.childElementCount && !dialogo.open) dialogo.showModal();
  });
  document.addEventListener("acceso:sigue", (suceso) => ponerToken(suceso.detail.token));
  document.addEventListener("acceso:entro", (suceso) => {
    if (suceso.detail.usuario !== document.body.dataset.cuenta) { // what is on screen is somebody else's
      cambiados.clear();
      location.assign("/");
      return;
    }
    ponerToken(suceso.detail.token);
    const dialogo = uno("#dialogo");
    dialogo.close();
    dialogo.replaceChildren();
    const { sourceElement, request } = interrumpido ?? {};
    interrumpido = null;
    if (!sourceElement?.isConnected) return;
    const form = sourceElement.closest("form");
    if (request.method !== "GET" && form) { soltar(form); form.requestSubmit(request.submitter ?? undefined); }
    else if (sourceElement.matches("a, button")) sourceElement.click(); // what the page asked by itself it asks again
  });
})();
