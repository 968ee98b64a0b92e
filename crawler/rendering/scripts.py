"""What runs inside a page: watching from before its own scripts, and writing down what became of it."""

from __future__ import annotations

import secrets

MAX_DOM_CHARS = 10_000_000  # beyond, a page is no text for people any more

# A name that no page can know, so that none can answer in our place. One a process is enough.
KEY = f"t{secrets.token_hex(12)}"

_WATCH = """
(() => {
  'use strict';
  const ACTS = new Set(['click', 'dblclick', 'mousedown', 'mouseup', 'keydown', 'keyup', 'keypress',
    'pointerdown', 'pointerup', 'touchstart', 'touchend']);
  const PROPERTIES = ['onclick', 'ondblclick', 'onmousedown', 'onmouseup', 'onkeydown', 'onkeyup', 'onpointerdown', 'onpointerup',
    'ontouchstart'];
  const MARKS = ['data-truat-listens', 'data-truat-hidden', 'data-truat-shadow'];
  const NEVER_SHOWN = new Set(['script', 'style', 'template', 'noscript', 'link', 'meta', 'br', 'param', 'source', 'track']);
  const TICKER_TIMES = 10, TICKER_CHARS = 200, TICKER_NODES = 20;
  const EARLY_MS = 3000, SOON_MS = 2000;
  const HIDDEN_DEPTH = 6, HIDDEN_BUDGET = 4000;

  const listening = new Set(), shadows = new WeakMap(), changes = new WeakMap(), awaited = new Set();
  let delegated = false, hasShadow = false, inTimer = 0, changedAt = performance.now();
  const query = Document.prototype.querySelectorAll;  // pages replace even these
  const all = () => query.call(document, '*');
  const isWhole = (target) => target === window || target === document || target === document.documentElement || target === document.body;

  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
    const target = this ?? window;
    if (listener && ACTS.has(type)) {
      if (isWhole(target)) delegated = true;
      else if (target instanceof Element) listening.add(target);
    }
    return listen.call(target, type, listener, ...rest);
  };

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...args) {
    const root = attach.apply(this, args);
    shadows.set(this, root);
    hasShadow = true;
    return root;
  };

  // A page that waits a moment before it shows something is not quiet yet. Only short waits begun early, and not
  // those begun by other timers: clocks and carousels go on for ever.
  const later = window.setTimeout, cancel = window.clearTimeout;
  window.setTimeout = function (handler, delay, ...args) {
    if (typeof handler !== 'function') return later.call(window, handler, delay, ...args);
    const counts = inTimer === 0 && delay <= SOON_MS && performance.now() < EARLY_MS;
    const id = later.call(window, function (...given) {
      awaited.delete(id);
      inTimer += 1;
      try { return handler.apply(this, given); } finally { inTimer -= 1; }
    }, delay, ...args);
    if (counts) awaited.add(id);
    return id;
  };
  window.clearTimeout = function (id) { awaited.delete(id); return cancel.call(window, id); };

  // Nodes that come and go; a small element that changes again and again is a clock or ticker and does not count.
  const isTicker = (node) => node.childNodes.length < TICKER_NODES && (node.textContent || '').length < TICKER_CHARS;
  new MutationObserver((records) => {
    for (const target of new Set(records.map((record) => record.target))) {
      const times = (changes.get(target) || 0) + 1;
      changes.set(target, times);
      if (times <= TICKER_TIMES || !isTicker(target)) changedAt = performance.now();
    }
  }).observe(document, {childList: true, subtree: true});

  // Plain strings only: pages replace JSON and Array methods.
  const state = () => document.readyState + ' ' + Math.round(performance.now() - changedAt) + ' ' + awaited.size;

  const handles = (target) => PROPERTIES.some((name) => typeof target[name] === 'function');
  const mark = () => {
    for (const element of all()) for (const name of MARKS) element.removeAttribute(name);
    for (const element of listening) if (element.isConnected) element.setAttribute('data-truat-listens', '');
    for (const element of all()) {
      if (!isWhole(element) && handles(element)) element.setAttribute('data-truat-listens', '');
    }
    if ([window, document, document.documentElement, document.body].some((target) => target && handles(target))) delegated = true;
    let budget = HIDDEN_BUDGET;
    const walk = (element, depth) => {
      for (const child of element.children) {
        if ((budget -= 1) < 0) return;
        if (NEVER_SHOWN.has(child.localName)) continue;
        if (getComputedStyle(child).display === 'none') child.setAttribute('data-truat-hidden', '');
        else if (depth < HIDDEN_DEPTH) walk(child, depth + 1);
      }
    };
    if (document.body) walk(document.body, 0);
  };

  // Declared in markup, so nobody called attachShadow.
  const hasOpenShadow = () => {
    for (const element of all()) if (element.shadowRoot) return true;
    return false;
  };

  // Copies live in a document without a window, so nothing in them runs.
  const flattened = (root) => {
    const inert = document.implementation.createHTMLDocument('');
    const copy = (node) => {
      const twin = inert.importNode(node, false);
      for (const child of node.childNodes) twin.appendChild(copy(child));
      const shadow = node instanceof Element ? shadows.get(node) || node.shadowRoot : null;
      if (shadow) {
        const box = inert.createElement('div');
        box.setAttribute('data-truat-shadow', '');
        for (const child of shadow.childNodes) box.appendChild(copy(child));
        twin.appendChild(box);
      }
      if (node instanceof HTMLTemplateElement) twin.content.appendChild(inert.importNode(node.content, true));
      return twin;
    };
    return copy(root);
  };

  const serialise = () => {
    if (!document.documentElement) return '';
    mark();
    const isShadowed = hasShadow || hasOpenShadow();
    let root = document.documentElement;
    try { if (isShadowed) root = flattened(root); } catch (error) { /* nested too deeply to copy: without shadow content, then */ }
    const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
    return (delegated ? '1' : '0') + doctype + root.outerHTML;
  };

  Object.defineProperty(window, '%KEY%', {value: {state, serialise}});
})();
"""

WATCH = _WATCH.replace("%KEY%", KEY)
STATE = f"window.{KEY}.state()"
SERIALISE = f"window.{KEY}.serialise()"
TO_TOP = "window.scrollTo(0, 0); ''"
WIDTH = "String(document.documentElement.scrollWidth)"
