/** Gives an overlay the focus itself: on its first button it would open that button's tooltip,
 * and the first Escape would close only that. */
export function focusContent(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
