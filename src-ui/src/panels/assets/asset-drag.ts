/** What a dragged asset carries: its content address. */
export const ASSET_DRAG_TYPE = 'application/x-omnios-asset';
