//! The page played: what an embedder does to it, and where things are meanwhile.

use std::time::Duration;

use engine_physics::Pose;
use omnios_model::motion::VariableValue;
use omnios_model::{ElementId, Size};

use super::{Bridge, BridgeError};
use crate::Preview;

impl Bridge {
    /// Starts to play the page as it was last committed. It goes on as it is through later
    /// commits, and ends with the next [`Self::full_sync`]. `seed` decides what particles do: the
    /// same seed and the same calls give the same places to the last bit.
    ///
    /// # Errors
    /// Without a page.
    pub fn play(&mut self, viewport_height: f32, seed: u64) -> Result<(), BridgeError> {
        let page = self.page.as_ref().ok_or(BridgeError::NoPage)?;
        let viewport = Size::new(self.viewport_width, viewport_height);
        let preview = Preview::new(&page.tree, viewport, &self.images, &mut self.fonts, seed);
        self.preview = Some(preview);
        Ok(())
    }

    /// Stops playing. Whether anything was played.
    pub fn stop(&mut self) -> bool {
        self.preview.take().is_some()
    }

    /// What is played.
    ///
    /// # Errors
    /// Where nothing is.
    pub fn preview(&self) -> Result<&Preview, BridgeError> {
        self.preview.as_ref().ok_or(BridgeError::NotPlaying)
    }

    /// Lets time pass.
    ///
    /// # Errors
    /// Where nothing is played.
    pub fn advance(&mut self, elapsed: Duration) -> Result<(), BridgeError> {
        let preview = self.preview.as_mut().ok_or(BridgeError::NotPlaying)?;
        preview.advance(elapsed, &mut self.fonts);
        Ok(())
    }

    /// Fires a trigger of the page's state machines; `on` restricts it to those that hold the
    /// element. Whether any took a transition.
    ///
    /// # Errors
    /// Where nothing is played.
    pub fn fire(&mut self, trigger: &str, on: Option<ElementId>) -> Result<bool, BridgeError> {
        let preview = self.preview.as_mut().ok_or(BridgeError::NotPlaying)?;
        Ok(preview.fire(trigger, on, &mut self.fonts))
    }

    /// The state that an element's machine is in.
    ///
    /// # Errors
    /// Where nothing is played, and for elements without a machine.
    pub fn machine_state(&self, element: ElementId) -> Result<&str, BridgeError> {
        let state = self.preview()?.state(element);
        state.ok_or(BridgeError::NoMachine(element))
    }

    /// The value of a variable, of the first machine that has it.
    ///
    /// # Errors
    /// Where nothing is played or no machine has it.
    pub fn variable(&self, name: &str) -> Result<&VariableValue, BridgeError> {
        Ok(self.preview()?.variable(name)?)
    }

    /// Sets a variable in every machine that has it.
    ///
    /// # Errors
    /// Where nothing is played, no machine has it, or it holds another kind of value.
    pub fn set_variable(&mut self, name: &str, value: &VariableValue) -> Result<(), BridgeError> {
        let preview = self.preview.as_mut().ok_or(BridgeError::NotPlaying)?;
        Ok(preview.set_variable(name, value, &mut self.fonts)?)
    }

    /// How far a body's middle moved from where the layout puts it, in px, and how far it
    /// turned, in radians clockwise.
    ///
    /// # Errors
    /// Where nothing is played, and for elements that are no body.
    pub fn physics_position(&self, element: ElementId) -> Result<Pose, BridgeError> {
        let pose = self.preview()?.pose(element);
        pose.ok_or(BridgeError::NoBody(element))
    }

    /// Lets particles out of an element at once, as many as given or as its emitter's burst
    /// says. How many particles of the page live then.
    ///
    /// # Errors
    /// Where nothing is played, and for elements without an emitter.
    pub fn emit(&mut self, element: ElementId, count: Option<u32>) -> Result<usize, BridgeError> {
        let preview = self.preview.as_mut().ok_or(BridgeError::NotPlaying)?;
        if preview.emit(element, count) {
            Ok(preview.particle_count())
        } else {
            Err(BridgeError::NoEmitter(element))
        }
    }
}
