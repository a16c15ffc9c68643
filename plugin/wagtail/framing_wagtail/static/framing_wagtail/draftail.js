/** Draftail's editor, reached through its component and Draft.js itself, both of which Wagtail makes public. */

/** Paragraphs `{ key, text, type }` of a rich text. */
export function paragraphs({ editor }) {
  if (!editor) return [];
  const blocks = editor.getEditorState().getCurrentContent().getBlocksAsArray();
  return blocks.filter((block) => block.getType() !== 'atomic').map((block) => ({ key: block.getKey(), text: block.getText(), type: block.getType() }));
}

/** The element of one paragraph. */
export const rootIn = (input, key) => input.parentNode.querySelector(`[data-block="true"][data-offset-key^="${CSS.escape(key)}-"]`);

/** Where the caret is in a paragraph, or null. */
export function caretOf(editor, key) {
  const selection = editor.getEditorState().getSelection();
  return selection.getHasFocus() && selection.isCollapsed() && selection.getFocusKey() === key ? selection.getFocusOffset() : null;
}

/** Put the focus into an editor and select words. */
export function selectIn(editor, root, { key, start, end }) {
  const { EditorState } = window.DraftJS;
  root.closest('[contenteditable="true"]')?.focus({ preventScroll: true });
  editor.onChange(EditorState.forceSelection(editor.getEditorState(), selected(key, start, end)));
}

/** Replace words as one step that the editor's undo takes back; the new ones look as the first of the old ones did. */
export function replaceIn(editor, { key, start, end }, text) {
  const { EditorState, Modifier } = window.DraftJS;
  const state = editor.getEditorState();
  const content = state.getCurrentContent();
  const block = content.getBlockForKey(key);
  if (!block) return false;
  const selection = selected(key, start, end);
  const next = text
    ? Modifier.replaceText(content, selection, text, block.getInlineStyleAt(start), block.getEntityAt(start))
    : Modifier.removeRange(content, selection, 'forward');
  editor.onChange(EditorState.push(state, next, text ? 'insert-characters' : 'remove-range'));
  return true;
}

const selected = (key, start, end) => window.DraftJS.SelectionState.createEmpty(key).merge({ anchorOffset: start, focusOffset: end, hasFocus: true });
