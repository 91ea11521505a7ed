use crate::text::LineColumn;

/// Why bytes are not an XML document that can be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// The file is larger than any topology could be.
    #[error("the file has {size} bytes; {limit} are the most that is read")]
    TooLarge {
        /// Bytes in the file.
        size: usize,
        /// The most that is read.
        limit: usize,
    },
    /// More elements than any topology could have.
    #[error("{at}: more than {limit} elements")]
    TooManyElements {
        /// Where the first element too many begins.
        at: LineColumn,
        /// The most that is read.
        limit: usize,
    },
    /// Elements within elements without end.
    #[error("{at}: <{name}> lies in more than {limit} other elements")]
    TooDeep {
        /// Where the element begins.
        at: LineColumn,
        /// Its name.
        name: String,
        /// The most that is read.
        limit: usize,
    },
    /// Bytes that are not UTF-8, in a file without a mark that says otherwise.
    #[error("{at}: byte {byte:#04x} is not UTF-8")]
    NotUtf8 {
        /// Where the byte is.
        at: LineColumn,
        /// The byte.
        byte: u8,
    },
    /// Half of a UTF-16 pair without the other half.
    #[error("{at}: {unit:#06x} is half a character without its other half")]
    Surrogate {
        /// Where it is.
        at: LineColumn,
        /// The 16 bits found.
        unit: u16,
    },
    /// UTF-16 with an odd number of bytes.
    #[error("{at}: the XML ends in the middle of a character")]
    HalfCharacter {
        /// The end of what could be read.
        at: LineColumn,
    },
    /// An encoding other than UTF-8 or UTF-16.
    #[error("{at}: the XML says it is encoded as {declared}, which is not read")]
    Encoding {
        /// Where it says so.
        at: LineColumn,
        /// The name it gives.
        declared: String,
    },
    /// A control character, or another that XML excludes.
    #[error("{at}: U+{:04X} cannot stand in XML", u32::from(*.character))]
    Character {
        /// Where it is.
        at: LineColumn,
        /// The character.
        character: char,
    },
    /// The document ends while elements are open.
    #[error("{at}: the XML ends in the middle of <{open}>, which begins at {began}")]
    Truncated {
        /// The end of the document.
        at: LineColumn,
        /// The innermost open element.
        open: String,
        /// Where that begins.
        began: LineColumn,
    },
    /// The document ends within a tag, a comment or the like.
    #[error("{at}: the XML ends in the middle of {what} that begins here")]
    Unfinished {
        /// Where it begins.
        at: LineColumn,
        /// What has no end: "a tag", "a comment".
        what: &'static str,
    },
    /// An end tag that closes another element than the innermost.
    #[error("{at}: </{found}> stands where <{open}>, which begins at {began}, must end first")]
    MismatchedEndTag {
        /// Where the end tag is.
        at: LineColumn,
        /// The name in it.
        found: String,
        /// The innermost open element.
        open: String,
        /// Where that begins.
        began: LineColumn,
    },
    /// An end tag while no element is open.
    #[error("{at}: </{found}> ends an element that was not begun")]
    UnopenedEndTag {
        /// Where the end tag is.
        at: LineColumn,
        /// The name in it.
        found: String,
    },
    /// A document type declaration.
    #[error("{at}: a DOCTYPE is not read")]
    Doctype {
        /// Where it begins.
        at: LineColumn,
    },
    /// A reference to something XML does not define by itself.
    #[error("{at}: &{name}; stands for nothing")]
    Entity {
        /// Where it is.
        at: LineColumn,
        /// What stands between `&` and `;`.
        name: String,
    },
    /// A `&` that begins no reference.
    #[error("{at}: & without a name and a semicolon behind it")]
    LoneAmpersand {
        /// Where it is.
        at: LineColumn,
    },
    /// The same attribute twice.
    #[error("{at}: <{element}> has the attribute {name} twice")]
    DuplicateAttribute {
        /// Where the second is.
        at: LineColumn,
        /// The element.
        element: String,
        /// The attribute.
        name: String,
    },
    /// Something in a start tag that is not `name="value"`.
    #[error("{at}: an attribute of <{element}> is not written as name=\"value\"")]
    Attribute {
        /// Where it goes wrong.
        at: LineColumn,
        /// The element.
        element: String,
    },
    /// A prefix that no `xmlns:` declares.
    #[error("{at}: the prefix {prefix} of {name} is not declared")]
    UnboundPrefix {
        /// Where the element begins.
        at: LineColumn,
        /// The prefix.
        prefix: String,
        /// The element or attribute that has it.
        name: String,
    },
    /// Text, or a second root, outside the root element.
    #[error("{at}: {what} outside the root element")]
    OutsideRoot {
        /// Where it begins.
        at: LineColumn,
        /// What is there: "text", "a second element".
        what: &'static str,
    },
    /// No element at all.
    #[error("{at}: the XML ends before its first element")]
    NoRoot {
        /// The end of the document.
        at: LineColumn,
    },
    /// Markup that is none.
    #[error("{at}: {what}")]
    Markup {
        /// Where it begins.
        at: LineColumn,
        /// What is wrong.
        what: &'static str,
    },
}

impl XmlError {
    /// What one can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } | Self::TooManyElements { .. } | Self::TooDeep { .. } => {
                "see whether this is the right file; no real topology comes near the limit"
            }
            Self::NotUtf8 { .. } | Self::Surrogate { .. } | Self::Encoding { .. } => {
                "save the file as UTF-8, and let its first line say so"
            }
            Self::Character { character: '\0', .. } => "the file is damaged; get it again from where it was made",
            Self::Character { .. } => "remove the character",
            Self::HalfCharacter { .. } | Self::Truncated { .. } | Self::Unfinished { .. } => {
                "the file is not complete; get it again from where it was made"
            }
            Self::MismatchedEndTag { .. } | Self::UnopenedEndTag { .. } => "see which end tag is missing or misplaced",
            Self::Doctype { .. } => "remove the DOCTYPE; a topology never has one",
            Self::Entity { .. } => "write the character itself in place of the reference",
            Self::LoneAmpersand { .. } => "write &amp; for the character &",
            Self::DuplicateAttribute { .. } => "remove one of the two",
            Self::Attribute { .. } => "write each attribute once, with quotes, and a blank before it",
            Self::UnboundPrefix { .. } => "declare the prefix with xmlns on the element or above it",
            Self::OutsideRoot { .. } => "remove it, or see whether two files were joined",
            Self::NoRoot { .. } => "see whether this is the right file",
            Self::Markup { .. } => "see whether this is an XML file, and correct it there",
        }
    }
}

/// Why a tree could not be changed, or a new document not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// A value with a character for which XML has no spelling.
    #[error("{owner} cannot hold U+{:04X}", u32::from(*.character))]
    Character {
        /// The attribute or element whose value it is.
        owner: String,
        /// The character.
        character: char,
    },
    /// A name that is none.
    #[error("`{0}` is not a name for an element or attribute")]
    Name(String),
    /// An `xmlns` that would move existing elements to another namespace.
    #[error("{0} cannot change on an element that is there already")]
    Declaration(String),
    /// Text for an element that holds elements.
    #[error("<{0}> holds elements, not text")]
    HoldsElements(String),
    /// The place for a new element lies behind an element of another parent.
    #[error("the element to stand behind is not in <{0}>")]
    NotAChild(String),
    /// The root cannot be removed.
    #[error("<{0}> is the root of the document")]
    Root(String),
    /// The new content is not XML.
    #[error("the new content is not well-formed")]
    NotWellFormed(#[from] XmlError),
    /// All edits together exceed what one tree can hold.
    #[error("the document would grow beyond 4 GB")]
    TooLarge,
}

impl EditError {
    /// What one can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Character { .. } => "remove the character",
            Self::Name(_) => "begin with a letter, go on with letters, digits, `-`, `_` and `.`",
            Self::Declaration(_) => "remove the element, and insert it with the other namespace",
            Self::HoldsElements(_) => "remove those first",
            Self::NotAChild(_) => "choose an element of the same parent",
            Self::Root(_) => "write a new document",
            Self::NotWellFormed(error) => error.hint(),
            Self::TooLarge => "write the document, and read it again",
        }
    }
}
