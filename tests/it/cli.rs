//! The command line as a person sees it: each transcript is run, and must print what it shows.

#[test]
fn transcripts_show_what_is_printed() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}
