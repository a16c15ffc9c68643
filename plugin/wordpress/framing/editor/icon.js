/** A line of text with a mark under it. */

const { createElement: el } = window.wp.element;
const { Path, SVG } = window.wp.primitives;

export const Icon = el(
  SVG,
  { viewBox: '0 0 24 24', xmlns: 'http://www.w3.org/2000/svg' },
  el(Path, { d: 'M4 5h16v1.5H4zM4 9.5h9V11H4zM15 9.5h5V11h-5zM4 14h16v1.5H4z' }),
  el(Path, { d: 'M4 18.2c1.2 0 1.2 1.3 2.4 1.3s1.2-1.3 2.4-1.3 1.2 1.3 2.4 1.3 1.2-1.3 2.4-1.3', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 }),
);
