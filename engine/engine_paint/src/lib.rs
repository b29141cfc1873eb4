//! Scene and boxes to a display list, without a GPU.
