// Scans by dropping: the whole page takes files, each is sent by itself with its progress, and comes back as a card
// that says what it seems to be. Without this file the same forms work with a button.
"use strict";
(() => {
  const uno = (selector, dentro = document) => dentro.querySelector(selector);
  const zona = uno("[data-soltar]");
  const campo = uno("[data-soltar-campo] input[type=file]");
  if (!zona && !campo) return;
  document.documentElement.classList.add("con-arrastre");
  const cifra = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  const traeArchivos = (suceso) => [...(suceso.dataTransfer?.types ?? [])].includes("Files");

  // --- dragging over the page ---------------------------------------------------------------------
  let encima = 0;
  const marcar = (cuanto) => {
    encima = Math.max(0, encima + cuanto);
    document.body.classList.toggle("soltando", encima > 0);
  };
  addEventListener("dragenter", (suceso) => { if (traeArchivos(suceso)) marcar(1); });
  addEventListener("dragleave", (suceso) => { if (traeArchivos(suceso)) marcar(-1); });
  addEventListener("dragover", (suceso) => { if (traeArchivos(suceso)) suceso.preventDefault(); });
  addEventListener("drop", (suceso) => {
    if (!traeArchivos(suceso)) return;
    suceso.preventDefault();
    marcar(-encima);
    if (zona) recibir([...suceso.dataTransfer.files]);
    else ponerEnCampo(suceso.dataTransfer.files);
  });

  // --- a form with a place for one file ------------------------------------------------------------
  const ponerEnCampo = (archivos) => {
    if (!archivos.length) return;
    const lista = new DataTransfer();
    lista.items.add(archivos[0]);
    campo.files = lista.files;
    campo.dispatchEvent(new Event("change", { bubbles: true }));
    campo.dispatchEvent(new Event("input", { bubbles: true }));
    campo.scrollIntoView({ block: "center" });
    campo.focus();
  };
  const demasiado = (archivo, entrada) => {
    const megas = Number(entrada.dataset.megas);
    return megas && archivo.size > megas * 2 ** 20 ? `pesa ${cifra(archivo.size)} y se aceptan hasta ${megas} MB` : "";
  };
  campo?.addEventListener("change", () => {
    const grande = campo.files[0] ? demasiado(campo.files[0], campo) : "";
    campo.setCustomValidity(grande && `El archivo ${grande}.`);
    campo.reportValidity();
    if (grande) campo.value = "";
  });
  if (!zona) return;

  // --- a table of several -----------------------------------------------------------------------------
  const elegir = uno("#archivos", zona);
  const marcha = uno("[data-marcha]", zona);
  const mesa = uno("[data-mesa]", zona);
  const tarjetas = uno("[data-tarjetas]", zona);
  let siguiente = zona.querySelectorAll("[data-tarjeta]").length;
  let cola = Promise.resolve();
  elegir.addEventListener("change", () => { recibir([...elegir.files]); elegir.value = ""; });

  const linea = (texto, clase = "") => {
    const nueva = document.createElement("p");
    nueva.className = clase;
    nueva.textContent = texto;
    marcha.append(nueva);
    return nueva;
  };
  const recibir = (archivos) => {
    for (const archivo of archivos) {
      const grande = demasiado(archivo, elegir);
      if (grande) { linea(`${archivo.name}: ${grande}.`, "aviso mal"); continue; }
      const renglon = linea(`${archivo.name}: en espera…`, "tenue");
      cola = cola.then(() => enviar(archivo, renglon));
    }
    marcha.scrollIntoView({ block: "nearest" });
    const antes = tarjetas.children.length;
    cola.then(() => tarjetas.children[antes]?.querySelector("select, input:not([type=hidden])")?.focus());
  };
  const enviar = (archivo, renglon) => new Promise((listo) => {
    const datos = new FormData(elegir.form);
    datos.delete("archivos");
    datos.append("archivos", archivo);
    datos.append("indice", siguiente);
    const pedido = new XMLHttpRequest();
    const barra = document.createElement("progress");
    barra.max = 1;
    barra.setAttribute("aria-label", archivo.name);
    renglon.textContent = `${archivo.name}: subiendo… `;
    renglon.append(barra);
    pedido.upload.addEventListener("progress", (suceso) => {
      if (suceso.lengthComputable) barra.value = suceso.loaded / suceso.total;
      if (suceso.loaded === suceso.total) renglon.firstChild.textContent = `${archivo.name}: revisando… `;
    });
    pedido.addEventListener("loadend", () => {
      const llego = pedido.getResponseHeader("X-Parte") === "tarjetas";
      if (llego) { renglon.remove(); poner(pedido.responseText); }
      else { renglon.className = "aviso mal"; renglon.textContent = `${archivo.name}: ${motivo(pedido.status)}`; }
      listo();
    });
    pedido.open("POST", zona.dataset.soltar);
    pedido.setRequestHeader("X-CSRFToken", uno('meta[name="csrf-token"]').content);
    pedido.setRequestHeader("X-Parte", "tarjetas");
    pedido.send(datos);
  });
  const motivo = (estado) => {
    if (estado === 401) return "su sesión terminó; entre de nuevo y vuelva a arrastrarlo.";
    if (estado === 413) return "es demasiado grande; escanéelo en blanco y negro a 200 puntos por pulgada.";
    return "no se pudo subir; revise la conexión y vuelva a arrastrarlo.";
  };
  const poner = (html) => {
    const parte = new DOMParser().parseFromString(html, "text/html").body;
    siguiente += parte.querySelectorAll("[data-tarjeta]").length;
    for (const rehusado of parte.querySelectorAll(".escaneo-rehusado")) marcha.append(rehusado);
    for (const tarjeta of parte.querySelectorAll("[data-tarjeta]")) tarjetas.append(tarjeta);
    mesa.hidden = !uno("[data-tarjeta]", tarjetas);
  };
})();
