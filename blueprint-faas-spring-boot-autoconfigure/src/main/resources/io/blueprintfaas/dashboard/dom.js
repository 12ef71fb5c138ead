// Describes parts of the page as elements and changes what is there to match. What stays keeps its focus, its
// selection and its place on the screen. Text is only ever set as text.

/** Makes an element. Attributes that are null or false are left out. */
export function h(tag, attributes, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes ?? {})) {
		if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(name, value === true ? "" : value);
		}
	}
	element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
	return element;
}

/** Makes the children of an element equal to others. */
export function render(parent, ...children) {
	patchChildren(parent, h("div", null, ...children));
}

function patchChildren(parent, fresh) {
	const wanted = [...fresh.childNodes];
	const keys = new Set(wanted.map(keyOf).filter(Boolean));
	for (const child of [...parent.children]) {
		if (keyOf(child) && !keys.has(keyOf(child))) {
			child.remove();
		}
	}
	const known = new Map([...parent.children].filter(keyOf).map((child) => [keyOf(child), child]));
	let next = parent.firstChild;
	for (const want of wanted) {
		const have = keyOf(want) ? known.get(keyOf(want)) : next;
		if (have && isSame(have, want)) {
			if (have === next) {
				next = next.nextSibling;
			}
			else {
				parent.insertBefore(have, next);
			}
			patch(have, want);
		}
		else {
			parent.insertBefore(want, next);
		}
	}
	while (next) {
		const gone = next;
		next = next.nextSibling;
		gone.remove();
	}
}

function patch(have, want) {
	if (have.nodeType === Node.TEXT_NODE) {
		if (have.data !== want.data) {
			have.data = want.data;
		}
		return;
	}
	if ("keep" in have.dataset) {
		return;
	}
	for (const name of have.getAttributeNames()) {
		if (!want.hasAttribute(name)) {
			have.removeAttribute(name);
		}
	}
	for (const name of want.getAttributeNames()) {
		if (have.getAttribute(name) !== want.getAttribute(name)) {
			have.setAttribute(name, want.getAttribute(name));
		}
	}
	patchChildren(have, want);
}

function isSame(have, want) {
	return have.nodeName === want.nodeName && keyOf(have) === keyOf(want);
}

function keyOf(node) {
	return node.dataset?.key;
}
