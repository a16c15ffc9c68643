/** The desk's state in a component. */

const { useEffect, useReducer } = window.wp.element;

export function useDesk(desk) {
  const [, again] = useReducer((count) => count + 1, 0);
  useEffect(() => desk.subscribe(again), [desk]);
  return desk.state;
}
