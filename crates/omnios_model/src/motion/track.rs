//! An animation property by property, as a timeline shows it and as it is edited there.
//!
//! What is edited keeps one keyframe a place: keyframes that were written twice at one place stay
//! as they are until one of their values moves.

use super::{Animatable, Animation, Declaration, Easing, Keyframe, MotionValue};

/// Keyframes nearer to one another than this share of the duration are at the same place. It is
/// half of what per cents with two decimals tell apart.
const SAME_PLACE: f32 = 0.000_05;

/// Whether two shares of an animation's duration are the same place.
fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_PLACE
}

/// A share to a hundredth of a per cent, within the animation.
fn tidy(offset: f32) -> f32 {
    (offset.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}

impl Animation {
    /// What the keyframes change, in the order in which they first say so.
    pub fn targets(&self) -> Vec<Animatable> {
        let mut found = Vec::new();
        for declaration in self.keyframes.iter().flat_map(|it| &it.declarations) {
            if !found.contains(&declaration.target) {
                found.push(declaration.target);
            }
        }
        found
    }

    /// The keyframes that say something about one property, with what they say.
    pub fn keys(&self, target: Animatable) -> impl Iterator<Item = (&Keyframe, &MotionValue)> {
        self.keyframes.iter().filter_map(move |keyframe| {
            let mut declarations = keyframe.declarations.iter();
            let found = declarations.find(|it| it.target == target)?;
            Some((keyframe, &found.value))
        })
    }

    /// Whether a keyframe at that place says something about the property, or about any.
    pub fn has_key(&self, target: Option<Animatable>, offset: f32) -> bool {
        self.keyframes.iter().any(|keyframe| {
            same(keyframe.offset, offset)
                && keyframe
                    .declarations
                    .iter()
                    .any(|it| target.is_none_or(|target| it.target == target))
        })
    }

    /// Says what a property is at a place.
    pub fn set_key(&mut self, target: Animatable, offset: f32, value: MotionValue) {
        self.take_keys(Some(target), offset);
        self.put(offset, None, vec![Declaration { target, value }]);
    }

    /// Removes what is said about a property, or about all of them, at a place. Whether there
    /// was anything.
    pub fn remove_keys(&mut self, target: Option<Animatable>, offset: f32) -> bool {
        let found = !self.take_keys(target, offset).1.is_empty();
        self.keyframes.retain(|it| !it.declarations.is_empty());
        found
    }

    /// Moves what is said about a property, or about all of them, from one place to another,
    /// where it counts instead of what was said there. Whether there was anything.
    pub fn move_keys(&mut self, target: Option<Animatable>, from: f32, to: f32) -> bool {
        let (easing, moved) = self.take_keys(target, from);
        let found = !moved.is_empty();
        for it in &moved {
            self.take_keys(Some(it.target), to);
        }
        self.put(to, easing, moved);
        found
    }

    /// Says how the change after a place goes, for all properties that have a keyframe there;
    /// `None` for the animation's own easing. Whether there is a keyframe.
    pub fn set_easing_at(&mut self, offset: f32, easing: Option<&Easing>) -> bool {
        let mut found = false;
        for keyframe in &mut self.keyframes {
            if same(keyframe.offset, offset) {
                keyframe.easing = easing.cloned();
                found = true;
            }
        }
        found
    }

    /// Takes declarations out, with the easing that was said beside them.
    fn take_keys(
        &mut self,
        target: Option<Animatable>,
        offset: f32,
    ) -> (Option<Easing>, Vec<Declaration>) {
        let mut easing = None;
        let mut taken: Vec<Declaration> = Vec::new();
        for keyframe in &mut self.keyframes {
            if !same(keyframe.offset, offset) {
                continue;
            }
            let (out, stay): (Vec<_>, Vec<_>) = std::mem::take(&mut keyframe.declarations)
                .into_iter()
                .partition(|it| target.is_none_or(|target| it.target == target));
            keyframe.declarations = stay;
            for it in out {
                // Of two at one place the later one counts.
                taken.retain(|earlier| earlier.target != it.target);
                taken.push(it);
                easing.clone_from(&keyframe.easing);
            }
        }
        (easing, taken)
    }

    /// Adds declarations at a place: to the keyframe there, or to a new one with that easing.
    fn put(&mut self, offset: f32, easing: Option<Easing>, declarations: Vec<Declaration>) {
        if !declarations.is_empty() {
            let offset = tidy(offset);
            let there = self.keyframes.iter_mut().rev();
            match there.into_iter().find(|it| same(it.offset, offset)) {
                Some(keyframe) => {
                    if keyframe.declarations.is_empty() && easing.is_some() {
                        keyframe.easing = easing;
                    }
                    keyframe.declarations.extend(declarations);
                }
                None => self.keyframes.push(Keyframe {
                    offset,
                    easing,
                    declarations,
                }),
            }
        }
        self.keyframes.retain(|it| !it.declarations.is_empty());
        self.keyframes.sort_by(|a, b| a.offset.total_cmp(&b.offset));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{animations_to_string, parse_animations};
    use super::*;
    use crate::Property;

    fn animation(keyframes: &str) -> Animation {
        let text = format!("enter 1s linear both {{ {keyframes} }}");
        parse_animations(&text).unwrap().remove(0)
    }

    fn written(animation: &Animation) -> String {
        let text = animations_to_string(std::slice::from_ref(animation));
        let inner = text.strip_prefix("enter 1s linear both { ").unwrap();
        inner.strip_suffix(" }").unwrap().to_owned()
    }

    const OPACITY: Animatable = Animatable::Property(Property::Opacity);

    #[test]
    fn one_property_moves_without_the_others_of_its_keyframe() {
        let mut it = animation("from { opacity: 0; scale: 2; easing: ease-in } to { opacity: 1 }");
        assert_eq!(it.targets(), [OPACITY, Animatable::Scale]);
        assert!(it.move_keys(Some(OPACITY), 0.0, 0.333_333));
        assert_eq!(
            written(&it),
            "from { scale: 2; easing: ease-in } 33.33% { opacity: 0; easing: ease-in } to { opacity: 1 }"
        );
        assert!(it.move_keys(Some(OPACITY), 0.3333, 1.0));
        assert_eq!(
            written(&it),
            "from { scale: 2; easing: ease-in } to { opacity: 0; easing: ease-in }"
        );
        assert!(!it.move_keys(Some(OPACITY), 0.5, 1.0));
    }

    #[test]
    fn whole_keyframes_move_and_keep_their_easing() {
        let mut it = animation("from { opacity: 0; scale: 2; easing: ease-in } to { opacity: 1 }");
        assert!(it.move_keys(None, 0.0, 0.25));
        assert_eq!(
            written(&it),
            "25% { opacity: 0; scale: 2; easing: ease-in } to { opacity: 1 }"
        );
        assert_eq!(it.keys(OPACITY).count(), 2);
        assert!(it.has_key(None, 0.25) && !it.has_key(Some(Animatable::Rotate), 0.25));
    }

    #[test]
    fn values_are_set_added_and_removed() {
        let mut it = animation("to { opacity: 1 }");
        it.set_key(Animatable::Rotate, 0.5, MotionValue::Rotate(45.0));
        it.set_key(Animatable::Rotate, 1.0, MotionValue::Rotate(90.0));
        it.set_key(Animatable::Rotate, 1.0, MotionValue::Rotate(180.0));
        assert_eq!(
            written(&it),
            "50% { rotate: 45deg } to { opacity: 1; rotate: 180deg }"
        );
        assert!(it.set_easing_at(0.5, Some(&Easing::Linear)));
        assert!(!it.set_easing_at(0.6, None));
        assert!(it.remove_keys(Some(OPACITY), 1.0));
        assert!(!it.remove_keys(Some(OPACITY), 1.0));
        assert_eq!(
            written(&it),
            "50% { rotate: 45deg; easing: linear } to { rotate: 180deg }"
        );
    }
}
