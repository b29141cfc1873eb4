//! Where boxes stand and how they are laid out, drawn and filled.

use omnios_import::ImportedElement;
use omnios_model::Property;

use crate::{BLUE, BOX, RED, all, at, get, one, says};

#[test]
fn boxes_stand_where_the_canvas_has_them() {
    let inner = format!(
        r#"{{"id":"1:2","type":"RECTANGLE","name":"In",{}}}"#,
        at(30, 60, 10, 20)
    );
    let (frame, _) = one(&format!(
        r#"{{"id":"1:1","type":"FRAME","name":"Card","clipsContent":true,"cornerRadius":8,"opacity":0.5,
        "blendMode":"MULTIPLY","visible":false,"locked":true,"fills":[{RED},{BLUE}],{},"children":[{inner}]}}"#,
        at(20, 40, 200, 100)
    ));
    assert_eq!(frame.name, "Card");
    assert!(frame.locked);
    // The hidden frame doesn't count for the corner of what is shown.
    assert_eq!(all(&frame, BOX), ["-980px", "-960px", "200px", "100px"]);
    assert_eq!(get(&frame, Property::Hidden), "true");
    assert_eq!(get(&frame, Property::Overflow), "hidden");
    assert_eq!(get(&frame, Property::Opacity), "0.5");
    assert_eq!(get(&frame, Property::MixBlendMode), "multiply");
    assert_eq!(get(&frame, Property::BorderBottomLeftRadius), "8px");
    assert_eq!(get(&frame, Property::Background), "#0000ff80, #ff0000");
    assert_eq!(
        all(&frame.children[0], BOX),
        ["10px", "20px", "10px", "20px"]
    );
}

#[test]
fn turned_and_mirrored_boxes_keep_their_middle() {
    // 40 × 20 turned by a quarter: the upright box is 20 × 40.
    let (turned, _) = one(&format!(
        r#"{{"id":"1:1","type":"RECTANGLE","size":{{"x":40,"y":20}},
        "relativeTransform":[[0,-1,20],[1,0,0]],{}}}"#,
        at(0, 0, 20, 40)
    ));
    assert_eq!(all(&turned, BOX), ["-10px", "10px", "40px", "20px"]);
    assert_eq!(get(&turned, Property::Transform), "rotate(90deg)");
    let (mirrored, _) = one(&format!(
        r#"{{"id":"1:1","type":"RECTANGLE","size":{{"x":40,"y":20}},
        "relativeTransform":[[-1,0,40],[0,1,0]],{}}}"#,
        at(0, 0, 40, 20)
    ));
    assert_eq!(get(&mirrored, Property::Transform), "scale(-1, 1)");
    // Without the geometry, the size follows from the upright box.
    let (plain, _) = one(
        r#"{"id":"1:1","type":"RECTANGLE","rotation":-0.5235987755982988,
        "absoluteBoundingBox":{"x":0,"y":0,"width":44.641,"height":37.3205}}"#,
    );
    assert_eq!(get(&plain, Property::Transform), "rotate(30deg)");
    assert!(
        get(&plain, Property::Width).starts_with("40"),
        "{:?}",
        all(&plain, BOX)
    );
}

#[test]
fn constraints_are_written_as_the_studio_does() {
    let child = |horizontal: &str, vertical: &str| {
        let nodes = format!(
            r#"{{"id":"1:1","type":"FRAME",{},"children":[{{"id":"1:2","type":"RECTANGLE",
            "constraints":{{"horizontal":"{horizontal}","vertical":"{vertical}"}},{}}}]}}"#,
            at(0, 0, 200, 100),
            at(20, 10, 100, 50)
        );
        let (frame, _) = one(&nodes);
        all(
            &frame.children[0],
            [
                Property::Left,
                Property::Right,
                Property::Width,
                Property::Top,
                Property::Bottom,
                Property::Height,
            ],
        )
    };
    assert_eq!(
        child("LEFT", "TOP"),
        ["20px", "-", "100px", "10px", "-", "50px"]
    );
    assert_eq!(
        child("RIGHT", "BOTTOM"),
        ["-", "80px", "100px", "-", "40px", "50px"]
    );
    assert_eq!(
        child("LEFT_RIGHT", "TOP_BOTTOM"),
        ["20px", "80px", "-", "10px", "40px", "-"]
    );
    assert_eq!(
        child("CENTER", "CENTER"),
        [
            "calc(50% - 80px)",
            "-",
            "100px",
            "calc(50% - 40px)",
            "-",
            "50px"
        ]
    );
    assert_eq!(
        child("SCALE", "SCALE"),
        ["10%", "-", "50%", "10%", "-", "50%"]
    );
}

fn auto_layout(frame: &str, children: &[&str]) -> ImportedElement {
    let children: Vec<String> = children
        .iter()
        .enumerate()
        .map(|(index, child)| {
            format!(
                r#"{{"id":"2:{index}","type":"RECTANGLE",{child},{}}}"#,
                at(0, 0, 50, 20)
            )
        })
        .collect();
    let nodes = format!(
        r#"{{"id":"1:1","type":"FRAME",{frame},{},"children":[{}]}}"#,
        at(0, 0, 300, 100),
        children.join(",")
    );
    one(&nodes).0
}

#[test]
fn auto_layout_is_a_flex_box() {
    let frame = auto_layout(
        r#""layoutMode":"HORIZONTAL","itemSpacing":12,"paddingLeft":16,"paddingTop":8,
        "primaryAxisAlignItems":"CENTER","counterAxisAlignItems":"MAX","layoutSizingHorizontal":"FIXED",
        "layoutSizingVertical":"HUG","itemReverseZIndex":true,"minWidth":100"#,
        &[
            r#""layoutSizingHorizontal":"FILL","layoutSizingVertical":"FILL""#,
            r#""layoutSizingHorizontal":"FIXED","maxWidth":80"#,
            r#""layoutPositioning":"ABSOLUTE","constraints":{"horizontal":"RIGHT","vertical":"TOP"}"#,
        ],
    );
    assert_eq!(
        all(
            &frame,
            [
                Property::Display,
                Property::FlexDirection,
                Property::ColumnGap,
                Property::PaddingLeft,
                Property::PaddingTop,
                Property::JustifyContent,
                Property::AlignItems,
                Property::Width,
                Property::Height,
                Property::MinWidth,
            ]
        ),
        [
            "flex",
            "-",
            "12px",
            "16px",
            "8px",
            "center",
            "flex-end",
            "300px",
            "fit-content",
            "100px"
        ]
    );
    let [fills, fixed, free] = frame.children.as_slice() else {
        panic!("three children");
    };
    assert_eq!(
        all(
            fills,
            [
                Property::FlexGrow,
                Property::FlexBasis,
                Property::AlignSelf,
                Property::Width,
                Property::ZIndex
            ]
        ),
        ["1", "0px", "stretch", "-", "1"]
    );
    assert_eq!(
        all(
            fixed,
            [
                Property::Width,
                Property::Height,
                Property::FlexShrink,
                Property::MaxWidth,
                Property::ZIndex
            ]
        ),
        ["50px", "20px", "0", "80px", "0"]
    );
    assert_eq!(
        all(free, [Property::Position, Property::Right]),
        ["absolute", "250px"]
    );
}

#[test]
fn wrapping_spreading_and_overlapping_lines() {
    let wraps = auto_layout(
        r#""layoutMode":"HORIZONTAL","layoutWrap":"WRAP","itemSpacing":4,"counterAxisSpacing":6,
        "counterAxisAlignContent":"SPACE_BETWEEN""#,
        &[r#""name":"a""#],
    );
    assert_eq!(
        all(
            &wraps,
            [
                Property::FlexWrap,
                Property::ColumnGap,
                Property::RowGap,
                Property::AlignContent
            ]
        ),
        ["wrap", "4px", "6px", "space-between"]
    );
    let spreads = auto_layout(
        r#""layoutMode":"VERTICAL","primaryAxisAlignItems":"SPACE_BETWEEN","itemSpacing":4,
        "counterAxisAlignItems":"BASELINE""#,
        &[r#""name":"a""#],
    );
    assert_eq!(
        all(
            &spreads,
            [
                Property::FlexDirection,
                Property::JustifyContent,
                Property::RowGap,
                Property::AlignItems
            ]
        ),
        ["column", "space-between", "-", "baseline"]
    );
    let overlaps = auto_layout(
        r#""layoutMode":"HORIZONTAL","itemSpacing":-8"#,
        &[r#""visible":false"#, r#""name":"a""#, r#""name":"b""#],
    );
    let margins: Vec<String> = overlaps
        .children
        .iter()
        .map(|child| get(child, Property::MarginLeft))
        .collect();
    assert_eq!(margins, ["-", "-", "-8px"]);
}

#[test]
fn grids_keep_tracks_and_places() {
    let grid = auto_layout(
        r#""layoutMode":"GRID","gridColumnsSizing":"200px minmax(0, 1fr)","gridRowCount":2,
        "gridRowsSizing":"odd","gridColumnGap":10,"gridRowGap":20"#,
        &[
            r#""gridColumnAnchorIndex":1,"gridRowAnchorIndex":0,"gridRowSpan":2,
            "layoutSizingHorizontal":"FILL","gridChildVerticalAlign":"CENTER""#,
        ],
    );
    assert_eq!(
        all(
            &grid,
            [
                Property::Display,
                Property::GridTemplateColumns,
                Property::GridTemplateRows,
                Property::ColumnGap,
                Property::RowGap
            ]
        ),
        [
            "grid",
            "200px minmax(0px, 1fr)",
            "repeat(2, minmax(0px, 1fr))",
            "10px",
            "20px"
        ]
    );
    assert_eq!(
        all(
            &grid.children[0],
            [
                Property::GridColumn,
                Property::GridRow,
                Property::JustifySelf,
                Property::AlignSelf,
                Property::Height
            ]
        ),
        ["2 / span 1", "1 / span 2", "stretch", "center", "20px"]
    );
}

#[test]
fn strokes_take_no_room_in_the_layout() {
    let stroked = |more: &str| {
        one(&format!(
            r#"{{"id":"1:1","type":"FRAME","strokes":[{RED}],"strokeWeight":2,{more},{},"children":[
            {{"id":"1:2","type":"RECTANGLE",{}}}]}}"#,
            at(0, 0, 100, 100),
            at(10, 10, 10, 10)
        ))
        .0
    };
    let inside = stroked(r#""strokeAlign":"INSIDE""#);
    assert_eq!(
        all(
            &inside,
            [Property::BorderTopWidth, Property::BorderTopColor]
        ),
        ["2px", "#ff0000"]
    );
    assert_eq!(get(&inside.children[0], Property::Left), "8px");
    let outside = stroked(r#""strokeAlign":"OUTSIDE""#);
    assert_eq!(
        get(&outside, Property::BoxShadow),
        "0px 0px 0px 2px #ff0000"
    );
    assert_eq!(get(&outside.children[0], Property::Left), "10px");
    let middle = stroked(r#""strokeAlign":"CENTER""#);
    assert_eq!(
        get(&middle, Property::BoxShadow),
        "inset 0px 0px 0px 1px #ff0000, 0px 0px 0px 1px #ff0000"
    );
    let sides = stroked(
        r#""strokeAlign":"INSIDE","individualStrokeWeights":{"top":0,"right":0,"bottom":3,"left":0}"#,
    );
    assert_eq!(
        all(
            &sides,
            [Property::BorderTopWidth, Property::BorderBottomWidth]
        ),
        ["-", "3px"]
    );
    let padded = stroked(
        r#""strokeAlign":"INSIDE","layoutMode":"HORIZONTAL","paddingLeft":9,"paddingTop":9,"paddingRight":9,"paddingBottom":9"#,
    );
    assert_eq!(get(&padded, Property::PaddingLeft), "7px");
}

#[test]
fn shadows_and_blurs() {
    let effects = r#""effects":[
        {"type":"DROP_SHADOW","color":{"r":0,"g":0,"b":0,"a":0.5},"offset":{"x":1,"y":2},"radius":8,"spread":3},
        {"type":"INNER_SHADOW","color":{"r":0,"g":0,"b":0,"a":1},"offset":{"x":0,"y":1},"radius":2},
        {"type":"LAYER_BLUR","radius":10},{"type":"BACKGROUND_BLUR","radius":6},
        {"type":"NOISE"},{"type":"DROP_SHADOW","visible":false,"color":{"r":0,"g":0,"b":0,"a":1}}]"#;
    let (filled, imported) = one(&format!(
        r#"{{"id":"1:1","type":"RECTANGLE","fills":[{RED}],{effects},{}}}"#,
        at(0, 0, 10, 10)
    ));
    assert_eq!(
        get(&filled, Property::BoxShadow),
        "1px 2px 8px 3px #00000080, inset 0px 1px 2px 0px #000000"
    );
    assert_eq!(get(&filled, Property::Filter), "blur(5px)");
    assert_eq!(get(&filled, Property::BackdropFilter), "blur(3px)");
    assert!(says(&imported, "noise"));
    let (empty, _) = one(&format!(
        r#"{{"id":"1:1","type":"GROUP",{effects},{}}}"#,
        at(0, 0, 10, 10)
    ));
    assert!(get(&empty, Property::Filter).contains("drop-shadow(1px 2px 4px"));
}
