//! Any text, quoted for PowerShell and for SQL Server: plain ASCII that says the text again, and neither more nor less
//! than one value of a script.
//!
//! Both files are those of the program, where nobody outside of it can name them.

#![no_main]

#[allow(dead_code, reason = "the program uses the rest of the file")]
#[path = "../../src/deliverables/script/lexer.rs"]
mod lexer;
#[allow(dead_code, reason = "the program uses the rest of the file")]
#[path = "../../src/deliverables/script/quote.rs"]
mod quote;

use lexer::{Token, powershell_tokens, transact_sql_tokens, value_of_powershell, value_of_transact_sql};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (Ok(shell), Ok(sql)) = (quote::powershell(text), quote::transact_sql(text)) else {
        assert!(text.contains('\0'), "only what no script can hold is refused");
        return;
    };
    assert!(shell.is_ascii() && sql.is_ascii() && !sql.contains("$("));
    assert_eq!(value_of_powershell(&shell).as_deref(), Some(text));
    assert_eq!(value_of_transact_sql(&sql).as_deref(), Some(text));
    for tokens in [powershell_tokens(&format!("{shell} 'end'")), transact_sql_tokens(&format!("{sql} 'end'"))] {
        assert_eq!(tokens.and_then(|mut tokens| tokens.pop()), Some(Token::Text("end".to_owned())));
    }
    let tokens = powershell_tokens(&format!("# {}\n'end'", quote::comment(text)));
    assert!(matches!(tokens.as_deref(), Some([Token::Comment(_), Token::Text(end)]) if end == "end"));
});
