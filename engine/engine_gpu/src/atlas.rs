//! Coverage masks of glyphs and small paths, side by side in one texture.
//!
//! Masks stand on shelves of similar height. The pixels are kept here too, so that growing
//! and uploading need nothing from the GPU. When nothing fits any more, the whole atlas is
//! emptied and what the frame needs is made again: simpler than evicting single masks, and rare.

/// Gap between masks, in texels. Masks are read texel by texel, so one row would do.
const GAP: u32 = 1;

/// Where a mask stands, in texels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AtlasSlot {
    pub(crate) x: u32,
    pub(crate) y: u32,
}

/// No mask fits any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AtlasFull;

#[derive(Debug)]
struct Shelf {
    y: u32,
    height: u32,
    used: u32,
}

#[derive(Debug)]
pub(crate) struct MaskAtlas {
    size: u32,
    limit: u32,
    pixels: Vec<u8>,
    shelves: Vec<Shelf>,
    next_y: u32,
    dirty_rows: Option<(u32, u32)>,
}

impl MaskAtlas {
    /// An empty atlas of `size` × `size` texels that may grow to `limit` × `limit`.
    pub(crate) fn new(size: u32, limit: u32) -> Self {
        Self {
            size,
            limit: limit.max(size),
            pixels: vec![0; (size * size) as usize],
            shelves: Vec::new(),
            next_y: 0,
            dirty_rows: None,
        }
    }

    pub(crate) fn size(&self) -> u32 {
        self.size
    }

    pub(crate) fn clear(&mut self) {
        self.shelves.clear();
        self.next_y = 0;
    }

    /// Puts in a mask of `width` × `height` bytes, rows from the top.
    pub(crate) fn insert(
        &mut self,
        width: u32,
        height: u32,
        mask: &[u8],
    ) -> Result<AtlasSlot, AtlasFull> {
        let slot = loop {
            if let Some(slot) = self.reserve(width, height) {
                break slot;
            }
            self.grow()?;
        };
        let rows = mask.chunks_exact((width as usize).max(1));
        for (row, bytes) in rows.take(height as usize).enumerate() {
            let start = (slot.y as usize + row) * self.size as usize + slot.x as usize;
            self.pixels[start..start + width as usize].copy_from_slice(bytes);
        }
        let bottom = slot.y + height;
        self.dirty_rows = Some(match self.dirty_rows {
            Some((first, last)) => (first.min(slot.y), last.max(bottom)),
            None => (slot.y, bottom),
        });
        Ok(slot)
    }

    fn reserve(&mut self, width: u32, height: u32) -> Option<AtlasSlot> {
        let (width, height) = (width + GAP, height + GAP);
        if width > self.size {
            return None;
        }
        let size = self.size;
        let best = self
            .shelves
            .iter_mut()
            .filter(|shelf| {
                shelf.height >= height
                    && shelf.height <= height + height / 3 + 2
                    && shelf.used + width <= size
            })
            .min_by_key(|shelf| shelf.height);
        if let Some(shelf) = best {
            let x = shelf.used;
            shelf.used += width;
            return Some(AtlasSlot { x, y: shelf.y });
        }
        if self.next_y + height > self.size {
            return None;
        }
        let y = self.next_y;
        self.next_y += height;
        self.shelves.push(Shelf {
            y,
            height,
            used: width,
        });
        Some(AtlasSlot { x: 0, y })
    }

    fn grow(&mut self) -> Result<(), AtlasFull> {
        let size = self.size * 2;
        if size > self.limit {
            return Err(AtlasFull);
        }
        let mut pixels = vec![0; (size * size) as usize];
        let rows = self.pixels.chunks_exact(self.size as usize);
        for (old, new) in rows.zip(pixels.chunks_exact_mut(size as usize)) {
            new[..old.len()].copy_from_slice(old);
        }
        self.pixels = pixels;
        self.size = size;
        self.dirty_rows = Some((0, self.next_y));
        Ok(())
    }

    /// The rows that changed since the last call: the first one's index and the bytes of all.
    pub(crate) fn take_dirty(&mut self) -> Option<(u32, &[u8])> {
        let (first, last) = self.dirty_rows.take()?;
        let row = self.size as usize;
        let bytes = self.pixels.get(first as usize * row..last as usize * row)?;
        Some((first, bytes))
    }

    /// Marks everything in use as changed, for a texture that is new.
    pub(crate) fn mark_all_dirty(&mut self) {
        if self.next_y > 0 {
            self.dirty_rows = Some((0, self.next_y));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_never_overlap_and_survive_growing() {
        let mut atlas = MaskAtlas::new(32, 128);
        let mut slots = Vec::new();
        for number in 1..=40_u8 {
            let (width, height) = (u32::from(number % 7) + 5, u32::from(number % 5) + 6);
            let mask = vec![number; (width * height) as usize];
            let slot = atlas.insert(width, height, &mask).unwrap();
            slots.push((number, slot, width, height));
        }
        assert!(atlas.size() > 32);
        for (number, slot, width, height) in slots {
            for y in slot.y..slot.y + height {
                for x in slot.x..slot.x + width {
                    assert_eq!(atlas.pixels[(y * atlas.size + x) as usize], number);
                }
            }
        }
    }

    #[test]
    fn a_full_atlas_takes_masks_again_once_it_is_cleared() {
        let mut atlas = MaskAtlas::new(16, 16);
        let mask = vec![255; 15 * 15];
        assert!(atlas.insert(15, 15, &mask).is_ok());
        assert_eq!(atlas.insert(15, 15, &mask), Err(AtlasFull));
        atlas.clear();
        assert!(atlas.insert(15, 15, &mask).is_ok());
        assert_eq!(atlas.insert(40, 2, &[0; 80]), Err(AtlasFull));
    }
}
