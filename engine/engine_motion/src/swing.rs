//! Transitions that go to and fro: hover and press.

use omnios_model::motion::Easing;

/// How far a transition is between the element's own values (0) and its others (1).
///
/// Turning back on the way takes as long as it took to get there: the reversing of CSS
/// Transitions 1, §3.1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Swing {
    from: f64,
    to: f64,
    elapsed_secs: f64,
    duration_secs: f64,
    delay_secs: f64,
    /// The reversing shortening factor.
    factor: f64,
}

impl Swing {
    /// Turns towards 0 or 1.
    pub(crate) fn turn(&mut self, to: f64, duration_secs: f64, delay_secs: f64, easing: &Easing) {
        if to == self.to {
            return;
        }
        let at = self.at(easing);
        let factor = if self.is_at_rest() {
            1.0
        } else {
            let done = easing.at(self.share());
            (done * self.factor + (1.0 - self.factor)).abs().min(1.0)
        };
        *self = Self {
            from: at,
            to,
            elapsed_secs: 0.0,
            duration_secs: duration_secs * factor,
            delay_secs,
            factor,
        };
    }

    pub(crate) fn advance(&mut self, secs: f64) {
        self.elapsed_secs += secs;
    }

    pub(crate) fn is_at_rest(&self) -> bool {
        self.elapsed_secs >= self.delay_secs + self.duration_secs
    }

    pub(crate) fn at(&self, easing: &Easing) -> f64 {
        if self.is_at_rest() {
            return self.to;
        }
        self.from + (self.to - self.from) * easing.at(self.share())
    }

    fn share(&self) -> f64 {
        if self.duration_secs <= 0.0 {
            return 1.0;
        }
        ((self.elapsed_secs - self.delay_secs) / self.duration_secs).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_back_takes_as_long_as_getting_there() {
        let mut swing = Swing::default();
        swing.turn(1.0, 1.0, 0.0, &Easing::Linear);
        swing.advance(0.25);
        assert_eq!(swing.at(&Easing::Linear), 0.25);
        swing.turn(0.0, 1.0, 0.0, &Easing::Linear);
        swing.advance(0.125);
        assert_eq!(swing.at(&Easing::Linear), 0.125);
        assert!(!swing.is_at_rest());
        swing.advance(0.125);
        assert!(swing.is_at_rest());
        assert_eq!(swing.at(&Easing::Linear), 0.0);
    }
}
