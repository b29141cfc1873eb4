//! `calc()` for taffy, which carries such lengths as opaque handles: [`CalcTable`] says what they
//! stand for.

use std::collections::HashMap;

/// The sums of a share and pixels that a page's styles hold. Handles stay good as long as the
/// table lives, so styles may be copied freely.
#[derive(Debug, Default)]
pub(crate) struct CalcTable {
    sums: Vec<Sum>,
    handles: HashMap<(u32, u32), usize>,
}

#[derive(Debug, Clone, Copy)]
struct Sum {
    /// 0.5 is `50%`.
    share: f32,
    px: f32,
}

/// taffy keeps the lowest three bits of a handle for itself.
const TAG_BITS: u32 = 3;

impl CalcTable {
    /// A handle for `share` (0.5 is `50%`) plus `px`.
    pub(crate) fn handle(&mut self, share: f32, px: f32) -> *const () {
        let key = (share.to_bits(), px.to_bits());
        let place = *self.handles.entry(key).or_insert_with(|| {
            self.sums.push(Sum { share, px });
            // The handle 0 would be a null pointer, which taffy refuses.
            self.sums.len()
        });
        std::ptr::without_provenance(place << TAG_BITS)
    }

    /// What a handle comes to where 100% is `base_px`.
    pub(crate) fn resolve(&self, handle: *const (), base_px: f32) -> f32 {
        let place = handle.addr() >> TAG_BITS;
        let sum = place.checked_sub(1).and_then(|index| self.sums.get(index));
        sum.map_or(0.0, |sum| sum.share * base_px + sum.px)
    }
}
