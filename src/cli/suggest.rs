use crate::message;
use crate::text::Message;

/// "did you mean …?", where a word comes near what was typed.
pub(super) fn did_you_mean<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<Message> {
    let typed = typed.to_lowercase();
    let likeness = |word: &str| strsim::jaro_winkler(&typed, &word.to_lowercase());
    let nearest = words.into_iter().map(|word| (likeness(word), word)).max_by(|a, b| a.0.total_cmp(&b.0));
    let (_, word) = nearest.filter(|(likeness, _)| *likeness > 0.8)?;
    Some(message!("did you mean `{word}`?", word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_nonsense_is_not() {
        let verbs = ["check", "convert", "completions"];
        let meant = |typed| did_you_mean(typed, verbs).map(|message| message.to_string());
        assert_eq!(meant("chek").as_deref(), Some("did you mean `check`?"));
        assert_eq!(meant("Covnert").as_deref(), Some("did you mean `convert`?"));
        assert_eq!(meant("topology"), None);
    }
}
