//! What is in boxes, and what leads from one to another.

use omnios_import::Loss;
use omnios_model::{ElementKind, Property};

use crate::{BLUE, BOX, RED, all, at, file, get, import_with, one, one_of, says};

#[test]
fn pictures_come_from_the_files_or_are_named() {
    let paint = |more: &str| format!(r#"{{"type":"IMAGE","imageRef":"abc"{more}}}"#);
    let with = |paint: &str, others: &[(&str, &[u8])]| {
        let nodes = format!(
            r#"{{"id":"1:1","type":"RECTANGLE","fills":[{paint}],{}}}"#,
            at(0, 0, 10, 10)
        );
        let imported = import_with(&file(&nodes, ""), others);
        (imported.pages[0].root.children[0].clone(), imported)
    };
    let picture: &[(&str, &[u8])] = &[("images/abc.png", b"png")];
    let (image, imported) = with(&paint(r#","scaleMode":"FIT""#), picture);
    assert_eq!(image.kind, ElementKind::Image);
    assert_eq!(get(&image, Property::ObjectFit), "contain");
    assert_eq!(imported.pages[0].assets.len(), 1);
    let (missing, imported) = with(&paint(r#","scaleMode":"FILL""#), &[]);
    assert_eq!(get(&missing, Property::Background), "#d9d9d9");
    assert!(says(&imported, "abc.png"));
    let part = r#","scaleMode":"STRETCH","imageTransform":[[0.5,0,0.25],[0,1,0]]"#;
    let (cropped, _) = with(&paint(part), picture);
    let inner = &cropped.children[0].children[0];
    assert_eq!(all(inner, BOX), ["-50%", "0%", "200%", "100%"]);
}

#[test]
fn texts_have_letters_parts_and_boxes() {
    let text = |style: &str, more: &str| {
        one(&format!(
            r#"{{"id":"1:1","type":"TEXT","characters":"Go😀 home","fills":[{RED}],"style":{{{style}}}{more},{}}}"#,
            at(0, 0, 80, 60)
        ))
    };
    let (plain, _) = text(
        r#""fontFamily":"Inter","fontWeight":600,"fontSize":20,"lineHeightPx":30,"lineHeightUnit":"PIXELS",
        "letterSpacing":0.5,"textCase":"UPPER","textDecoration":"UNDERLINE","italic":true,
        "textAlignHorizontal":"CENTER","textAutoResize":"WIDTH_AND_HEIGHT","opentypeFlags":{"LIGA":0}"#,
        r#","characterStyleOverrides":[0,0,0,0,0,7,7,7,7],"styleOverrideTable":{"7":{"fontWeight":700,
        "hyperlink":{"type":"URL","url":"https://example.org"}}}"#,
    );
    assert_eq!(
        all(
            &plain,
            [
                Property::FontFamily,
                Property::FontWeight,
                Property::FontSize,
                Property::LineHeight,
                Property::LetterSpacing,
                Property::TextTransform,
                Property::TextDecoration,
                Property::FontStyle,
                Property::TextAlign,
                Property::WhiteSpace,
                Property::Color,
                Property::Width,
            ]
        ),
        [
            "Inter",
            "600",
            "20px",
            "30px",
            "0.5px",
            "uppercase",
            "underline",
            "italic",
            "center",
            "pre",
            "#ff0000",
            "fit-content"
        ]
    );
    let run = plain.runs.iter().next().unwrap();
    assert_eq!(&plain.text[run.range.clone()], "home");
    assert_eq!(
        run.properties[&Property::Href].to_string(),
        "https://example.org"
    );
    let (other, imported) = text(
        r#""fontFamily":"Noto Sans","fontSize":20,"lineHeightPx":24,"textAutoResize":"WIDTH_AND_HEIGHT""#,
        "",
    );
    assert_eq!(
        all(&other, [Property::FontFamily, Property::Width]),
        ["Inter", "80px"]
    );
    assert!(says(&imported, "Noto Sans"));
    let (framed, _) = text(
        r#""fontSize":20,"lineHeightPx":24,"textAlignVertical":"BOTTOM""#,
        "",
    );
    assert_eq!(framed.kind, ElementKind::Frame);
    assert_eq!(get(&framed, Property::JustifyContent), "flex-end");
    assert_eq!(framed.children[0].text, "Go😀 home");
    let (cut, _) = text(
        r#""fontSize":20,"lineHeightPx":24,"textTruncation":"ENDING","maxLines":2,"textAutoResize":"HEIGHT""#,
        "",
    );
    assert_eq!(
        all(&cut, [Property::LineClamp, Property::TextOverflow]),
        ["2", "ellipsis"]
    );
}

#[test]
fn shapes_become_what_they_are() {
    let shape = |node: &str| one(&format!(r#"{{"id":"1:1",{node},{}}}"#, at(0, 0, 100, 50)));
    let (ellipse, _) = shape(r#""type":"ELLIPSE""#);
    assert_eq!(ellipse.kind, ElementKind::Ellipse);
    let (arc, _) =
        shape(r#""type":"ELLIPSE","arcData":{"startingAngle":0,"endingAngle":3,"innerRadius":0}"#);
    assert_eq!(arc.kind, ElementKind::Vector);
    let (polygon, _) = shape(&format!(r#""type":"REGULAR_POLYGON","fills":[{RED}]"#));
    assert_eq!(get(&polygon, Property::Fill), "#ff0000");
    assert_eq!(get(&polygon, Property::ViewBox), "0 0 100 50");
    assert!(get(&polygon, Property::PathData).starts_with("M50 0L"));
    let geometry = r#""fillGeometry":[{"path":"M0 0L9 9Z","windingRule":"EVENODD"}]"#;
    let (vector, _) = shape(&format!(r#""type":"VECTOR","fills":[{RED}],{geometry}"#));
    assert_eq!(
        all(&vector, [Property::PathData, Property::FillRule]),
        ["M0 0L9 9Z", "evenodd"]
    );
    let (both, _) = shape(&format!(
        r#""type":"VECTOR","fills":[{RED}],"strokes":[{BLUE}],"strokeWeight":2,"strokeAlign":"INSIDE",{geometry},
        "strokeGeometry":[{{"path":"M1 1L2 2Z","windingRule":"NONZERO"}}]"#
    ));
    assert_eq!(both.kind, ElementKind::Frame);
    assert_eq!(get(&both.children[1], Property::Fill), "#0000ff80");
    let (unknown, imported) = shape(r#""type":"VECTOR""#);
    assert_eq!(unknown.kind, ElementKind::Rectangle);
    assert!(says(&imported, "geometry=paths"));
    let pictured = format!(r#""type":"VECTOR","fills":[{RED},{BLUE}],{geometry}"#);
    assert_eq!(
        get(&shape(&pictured).0, Property::ClipPath),
        "path(\"M0 0L9 9Z\")"
    );
}

#[test]
fn lines_are_as_thick_as_their_stroke() {
    let (line, _) = one(&format!(
        r#"{{"id":"1:1","type":"LINE","strokes":[{RED}],"strokeWeight":2,{}}}"#,
        at(0, 10, 100, 0)
    ));
    assert_eq!(all(&line, BOX), ["0px", "-1px", "100px", "2px"]);
    assert_eq!(get(&line, Property::Background), "#ff0000");
    let (dashed, _) = one(&format!(
        r#"{{"id":"1:1","type":"LINE","strokes":[{RED}],"strokeWeight":2,"strokeDashes":[4,2],"strokeCap":"ROUND",{}}}"#,
        at(0, 10, 100, 0)
    ));
    assert_eq!(
        all(
            &dashed,
            [
                Property::PathData,
                Property::StrokeDasharray,
                Property::StrokeLinecap
            ]
        ),
        ["M0 0L100 0", "4 2", "round"]
    );
}

#[test]
fn boolean_operations_stay_editable() {
    let part = |kind: &str, x: i32| {
        format!(
            r#"{{"id":"2:{x}","type":"{kind}","name":"{kind}",{}}}"#,
            at(x, 0, 50, 50)
        )
    };
    let (boolean, _) = one(&format!(
        r#"{{"id":"1:1","type":"BOOLEAN_OPERATION","booleanOperation":"EXCLUDE","fills":[{RED}],{},"children":[{},{}]}}"#,
        at(0, 0, 80, 50),
        part("RECTANGLE", 0),
        part("ELLIPSE", 30)
    ));
    assert_eq!(boolean.kind, ElementKind::Boolean);
    assert_eq!(
        all(&boolean, [Property::BooleanOperation, Property::Fill]),
        ["exclude", "#ff0000"]
    );
    assert_eq!(
        all(&boolean.children[1], BOX),
        ["30px", "0px", "50px", "50px"]
    );
    let (merged, imported) = one(&format!(
        r#"{{"id":"1:1","type":"BOOLEAN_OPERATION","booleanOperation":"UNION","fills":[{RED}],
        "fillGeometry":[{{"path":"M0 0L9 9Z"}}],{},"children":[{}]}}"#,
        at(0, 0, 80, 50),
        part("TEXT", 0)
    ));
    assert_eq!(merged.kind, ElementKind::Vector);
    assert!(says(&imported, "part of the outline"));
}

#[test]
fn masks_clip_what_lies_before_them() {
    let nodes = format!(
        r#"{{"id":"1:1","type":"GROUP",{},"children":[
        {{"id":"1:2","type":"RECTANGLE","name":"Behind",{}}},
        {{"id":"1:3","type":"ELLIPSE","name":"Mask","isMask":true,{}}},
        {{"id":"1:4","type":"RECTANGLE","name":"Masked",{}}}]}}"#,
        at(0, 0, 100, 100),
        at(0, 0, 100, 100),
        at(20, 20, 40, 40),
        at(10, 30, 80, 20)
    );
    let (group, _) = one(&nodes);
    let names: Vec<&str> = group.children.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Behind", "Mask"]);
    let mask = &group.children[1];
    assert!(get(mask, Property::ClipPath).starts_with("ellipse("));
    assert_eq!(
        all(&mask.children[0], BOX),
        ["-10px", "10px", "80px", "20px"]
    );
}

#[test]
fn components_keep_their_names_and_styles_become_tokens() {
    let nodes = format!(
        r#"{{"id":"1:1","type":"INSTANCE","componentId":"5:2","fills":[{RED}],"styles":{{"FILL":"7:1"}},
        "componentProperties":{{"Size":{{"type":"VARIANT","value":"Large"}},"Label#1:2":{{"type":"TEXT","value":"Buy"}}}},{}}},
        {{"id":"1:3","type":"COMPONENT_SET","name":"Card","children":[{{"id":"1:4","type":"COMPONENT","name":"Kind=A",
        "fills":[{BLUE}],"styles":{{"fill":"7:1"}},{}}}],{}}},
        {{"id":"1:5","type":"TEXT","characters":"x","styles":{{"text":"7:2"}},
        "style":{{"fontFamily":"Inter","fontSize":32,"fontWeight":700,"lineHeightPx":40,"lineHeightUnit":"PIXELS"}},{}}}"#,
        at(0, 0, 10, 10),
        at(0, 0, 10, 10),
        at(0, 0, 10, 10),
        at(0, 0, 10, 10)
    );
    let tables = r#","components":{"5:2":{"name":"Size=Large","componentSetId":"5:1"}},
        "componentSets":{"5:1":{"name":"Button"}},
        "styles":{"7:1":{"name":"Brand/Primary","styleType":"FILL"},"7:2":{"name":"Heading/1","styleType":"TEXT"}}"#;
    let (instance, imported) = one_of(&file(&nodes, tables));
    assert_eq!(get(&instance, Property::Component), "Button/Size=Large");
    assert_eq!(get(&instance, Property::Background), "var(--brand-primary)");
    assert!(says(&imported, "(Label: Buy)"));
    let children = &imported.pages[0].root.children;
    let variant = &children[1].children[0];
    assert_eq!(get(variant, Property::Component), "Card/Kind=A");
    // The same style with another value: the value stays.
    assert_eq!(get(variant, Property::Background), "#0000ff80");
    assert_eq!(
        get(&children[2], Property::FontSize),
        "var(--heading-1-size)"
    );
    let names: Vec<String> = imported
        .tokens
        .iter()
        .map(|(name, token)| format!("{name} = {}", token.value))
        .collect();
    assert_eq!(
        names,
        [
            "brand-primary = #ff0000",
            "heading-1-family = Inter",
            "heading-1-size = 32px",
            "heading-1-weight = 700",
            "heading-1-line-height = 40px"
        ]
    );
    assert_eq!(imported.tokens[2].1.label, "Heading/1/size");
}

#[test]
fn prototypes_lead_to_pages() {
    let json = format!(
        r#"{{"document":{{"id":"0:0","type":"DOCUMENT","children":[
        {{"id":"0:1","type":"CANVAS","name":"Home","children":[
            {{"id":"1:1","type":"FRAME","transitionNodeID":"2:1",{}}},
            {{"id":"1:2","type":"FRAME","interactions":[{{"trigger":{{"type":"ON_CLICK"}},
            "actions":[{{"type":"URL","url":"https://example.org/x"}}]}}],{}}},
            {{"id":"1:3","type":"FRAME","interactions":[{{"trigger":{{"type":"ON_CLICK"}},
            "actions":[{{"type":"BACK"}}]}}],{}}}]}},
        {{"id":"0:2","type":"CANVAS","name":"About us","children":[{{"id":"2:1","type":"FRAME",{}}}]}}]}}}}"#,
        at(0, 0, 10, 10),
        at(0, 20, 10, 10),
        at(0, 40, 10, 10),
        at(0, 0, 390, 800)
    );
    let imported = import_with(&json, &[]);
    let home = &imported.pages[0].root.children;
    assert_eq!(get(&home[0], Property::Href), "/about-us");
    assert_eq!(get(&home[1], Property::Href), "https://example.org/x");
    assert!(says(&imported, "kind back"));
    // A canvas with one frame is that frame, in flow.
    let about = &imported.pages[1];
    assert_eq!(
        (about.route.as_str(), about.name.as_deref()),
        ("/about-us", Some("About us"))
    );
    assert_eq!(
        all(
            &about.root.children[0],
            [
                Property::Position,
                Property::Width,
                Property::MaxWidth,
                Property::Height
            ]
        ),
        ["relative", "100%", "390px", "800px"]
    );
}

#[test]
fn single_nodes_stand_one_below_the_other() {
    let json = format!(
        r#"{{"name":"Parts","nodes":{{"1:1":{{"document":{{"id":"1:1","type":"FRAME","layoutGrow":1,{}}},
        "styles":{{}}}},"1:2":null}}}}"#,
        at(500, 500, 10, 20)
    );
    let imported = import_with(&json, &[]);
    let root = &imported.pages[0].root;
    assert_eq!(
        all(root, [Property::Display, Property::FlexDirection]),
        ["flex", "column"]
    );
    assert_eq!(
        all(
            &root.children[0],
            [Property::Width, Property::Height, Property::Left]
        ),
        ["10px", "20px", "-"]
    );
    assert!(says(&imported, "1:2"));
}

#[test]
fn what_is_no_layer_here_is_told_by_name() {
    let nodes = format!(
        r#"{{"id":"1:1","type":"SLICE","name":"Cut",{}}},
        {{"id":"1:2","type":"STICKY","characters":"Think","fills":[{RED}],{}}},
        {{"id":"1:3","type":"HOLOGRAM","name":"New",{}}},
        {{"id":"1:4","type":"CONNECTOR",{}}}"#,
        at(0, 0, 10, 10),
        at(0, 0, 10, 10),
        at(0, 0, 10, 10),
        at(0, 0, 10, 10)
    );
    let (sticky, imported) = one(&nodes);
    assert_eq!(sticky.children[0].text, "Think");
    let place = |part: &str| {
        let notes = imported.report.notes();
        let note = notes
            .iter()
            .find(|note| note.message.contains(part))
            .unwrap();
        (note.loss, note.place.clone())
    };
    assert_eq!(
        place("slice"),
        (Loss::LeftOut, "a.json: Page 1 / Cut (1:1)".to_owned())
    );
    assert_eq!(place("HOLOGRAM").0, Loss::Approximated);
    assert_eq!(place("connector").0, Loss::LeftOut);
}
