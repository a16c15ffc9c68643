/** Registers the side panel and the check before publishing. */

import { Desk } from './desk.js';
import { Gate } from './gate.js';
import { Icon } from './icon.js';

const { createElement: el, Fragment, useEffect, useRef } = window.wp.element;
const { dispatch, useRegistry } = window.wp.data;
const { registerPlugin } = window.wp.plugins;
const { __ } = window.wp.i18n;

// Since WordPress 6.6 these are in wp.editor, before in wp.editPost.
const { PluginPrePublishPanel, PluginSidebar, PluginSidebarMoreMenuItem } = window.wp.editor.PluginSidebar ? window.wp.editor : window.wp.editPost;

const NAME = 'framing';
const desk = new Desk();

/** The panel lives on while the side bar is closed, and so do the marks. */
function Panel() {
  const registry = useRegistry();
  const place = useRef();
  useEffect(() => {
    desk.start((work) => registry.batch(work));
    place.current.append(desk.panel);
    return () => desk.panel.remove();
  }, []);
  return el('div', { ref: place, className: 'framing-side' });
}

function Check() {
  const registry = useRegistry();
  return el(Gate, { desk, jump, start: () => desk.start((work) => registry.batch(work)) });
}

/** From the publish panel to the words, with the finding open beside them. */
function jump(id) {
  const { closePublishSidebar = dispatch('core/edit-post').closePublishSidebar } = dispatch('core/editor');
  closePublishSidebar();
  dispatch('core/edit-post').openGeneralSidebar(`${NAME}/${NAME}`);
  window.requestAnimationFrame(() => desk.session.jump(id));
}

registerPlugin(NAME, {
  icon: Icon,
  render: () =>
    el(
      Fragment,
      {},
      el(PluginSidebarMoreMenuItem, { target: NAME }, __('Framing', 'framing')),
      el(PluginSidebar, { name: NAME, title: __('Framing', 'framing') }, el(Panel)),
      el(PluginPrePublishPanel, { title: __('Framing', 'framing'), icon: Icon, initialOpen: true }, el(Check)),
    ),
});
