use std::sync::Arc;

use eframe::egui::{
    self, Context, CornerRadius, FontData, FontDefinitions, FontFamily, Margin, Shadow, Stroke, Style, TextStyle, Vec2,
    Visuals, style::WidgetVisuals,
};

use super::{Brightness, Theme, Token, Type, space};

/// Puts the fonts in place. Once, before the first frame.
pub(crate) fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let weights: [(&str, FontFamily, &[u8]); 3] = [
        ("Inter", FontFamily::Proportional, include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        ("Inter Medium", super::medium(), include_bytes!("../../../assets/fonts/Inter-Medium.ttf")),
        ("Inter SemiBold", super::semibold(), include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf")),
    ];
    for (name, family, bytes) in weights {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let names = std::iter::once(name.to_owned()).chain(fallback.iter().cloned()).collect();
        fonts.families.insert(family, names);
    }
    ctx.set_fonts(fonts);
}

/// Makes every widget look like the theme.
pub(crate) fn apply(theme: &Theme, ctx: &Context) {
    let of = match theme.brightness() {
        Brightness::Light => egui::Theme::Light,
        Brightness::Dark => egui::Theme::Dark,
    };
    ctx.set_style_of(of, style(theme));
}

fn style(theme: &Theme) -> Style {
    let mut style = Style {
        visuals: visuals(theme),
        text_styles: [
            (TextStyle::Heading, Type::Title),
            (TextStyle::Body, Type::Body),
            (TextStyle::Button, Type::Body),
            (TextStyle::Small, Type::Small),
            (TextStyle::Monospace, Type::Code),
        ]
        .map(|(style, text)| (style, text.font()))
        .into(),
        animation_time: 0.1,
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::SMALL, 6.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(32.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.menu_width = 260.0;
    spacing.indent = 12.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 7.0;
    spacing.combo_height = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let base = match theme.brightness() {
        Brightness::Light => Visuals::light(),
        Brightness::Dark => Visuals::dark(),
    };
    let color = |token| theme.color(token);
    let shadow = |offset, blur| Shadow { offset: [0, offset], blur, spread: 0, color: color(Token::Shadow) };
    let mut visuals = Visuals {
        override_text_color: None,
        weak_text_color: Some(color(Token::TextMuted)),
        hyperlink_color: color(Token::Accent),
        faint_bg_color: color(Token::Bar),
        extreme_bg_color: color(Token::Field),
        text_edit_bg_color: Some(color(Token::Field)),
        code_bg_color: color(Token::Chip),
        warn_fg_color: color(Token::Warning),
        error_fg_color: color(Token::Error),
        window_fill: color(Token::Panel),
        window_stroke: theme.stroke(1.0, Token::Line),
        window_corner_radius: CornerRadius::same(space::RADIUS_LARGE),
        window_shadow: shadow(8, 32),
        menu_corner_radius: CornerRadius::same(space::RADIUS),
        popup_shadow: shadow(4, 16),
        panel_fill: color(Token::Panel),
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        ..base
    };
    visuals.selection.bg_fill = color(Token::AccentBack);
    visuals.selection.stroke = theme.stroke(1.0, Token::Accent);
    let widget = |back, line: Token, ink| WidgetVisuals {
        bg_fill: color(back),
        weak_bg_fill: color(back),
        bg_stroke: theme.stroke(1.0, line),
        corner_radius: CornerRadius::same(space::RADIUS_SMALL),
        fg_stroke: Stroke::new(1.0, color(ink)),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(Token::Panel, Token::Line, Token::Text);
    widgets.inactive = widget(Token::Chip, Token::FieldLine, Token::Text);
    widgets.hovered = widget(Token::Hover, Token::Accent, Token::Text);
    widgets.active = widget(Token::AccentBack, Token::Accent, Token::Text);
    widgets.open = widget(Token::Hover, Token::FieldLine, Token::Text);
    visuals
}
