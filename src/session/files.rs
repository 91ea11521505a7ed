//! Files, read as a whole and replaced as a whole: an output appears complete or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::message;
use crate::text::Message;

/// The longest file that is read. The vendor's own documents stay under two megabytes.
pub const LONGEST_MB: u64 = 256;

/// A file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct FileError {
    /// Which file.
    pub path: PathBuf,
    /// What stands against it.
    pub problem: FileProblem,
    /// What the system said, where the problem does not say it.
    #[source]
    pub cause: Option<io::Error>,
}

/// What stands against reading or writing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// Nothing of that name, when reading.
    #[error("no such file")]
    Missing,
    /// The folder it should go into is not there.
    #[error("its folder does not exist")]
    NoFolder,
    /// A folder where a file is wanted.
    #[error("this is a folder, not a file")]
    IsFolder,
    /// A file where a folder is wanted.
    #[error("this is a file, not a folder")]
    IsFile,
    /// The system does not let this user.
    #[error("access denied")]
    Denied,
    /// Marked as not to be changed.
    #[error("the file is read-only")]
    ReadOnly,
    /// Longer than [`LONGEST_MB`].
    #[error("longer than {LONGEST_MB} MB")]
    TooLong,
    /// No room left.
    #[error("the disk is full")]
    DiskFull,
    /// A link that leads to itself.
    #[error("the link leads in a circle")]
    Circle,
    /// Anything else; the cause says it.
    #[error("the system reports an error")]
    Other,
}

impl FileError {
    fn new(path: &Path, problem: FileProblem) -> Self {
        Self { path: path.to_owned(), problem, cause: None }
    }

    fn reading(path: &Path, cause: io::Error) -> Self {
        Self::because(path, cause, FileProblem::Missing)
    }

    fn writing(path: &Path, cause: io::Error) -> Self {
        Self::because(path, cause, FileProblem::NoFolder)
    }

    fn because(path: &Path, cause: io::Error, not_found: FileProblem) -> Self {
        let problem = problem_of(&cause, not_found);
        Self { path: path.to_owned(), problem, cause: (problem == FileProblem::Other).then_some(cause) }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<Message> {
        Some(match self.problem {
            FileProblem::Missing => message!("check the spelling and the folder"),
            FileProblem::NoFolder => message!("create the folder first"),
            FileProblem::IsFolder => message!("name a file in it"),
            FileProblem::IsFile => message!("name a folder"),
            FileProblem::Denied => message!("check the permissions of the file and of its folder"),
            FileProblem::ReadOnly => message!("write to another file, or make this one writable"),
            FileProblem::TooLong => message!("a topology document is far smaller; is this the right file?"),
            FileProblem::DiskFull => message!("make room; the old file is untouched"),
            FileProblem::Circle | FileProblem::Other => return None,
        })
    }
}

fn problem_of(cause: &io::Error, not_found: FileProblem) -> FileProblem {
    match cause.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_found,
        io::ErrorKind::PermissionDenied => FileProblem::Denied,
        io::ErrorKind::IsADirectory => FileProblem::IsFolder,
        io::ErrorKind::ReadOnlyFilesystem => FileProblem::ReadOnly,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileProblem::DiskFull,
        _ => FileProblem::Other,
    }
}

/// Whether there is a file to be read, without reading it.
pub fn look(path: &Path) -> Result<(), FileError> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(FileError::new(path, FileProblem::IsFolder)),
        Ok(_) => Ok(()),
        Err(cause) => Err(FileError::reading(path, cause)),
    }
}

/// The file of that name in a folder, or in the nearest folder above it that has one.
pub fn find_above(folder: &Path, name: &str) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // Not `canonicalize`: who linked a folder into another means the folder it is seen in.
    let folder = std::path::absolute(folder).ok()?;
    folder.ancestors().map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The whole content of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    // Windows denies access to a folder instead of saying that it is one.
    if path.is_dir() {
        return Err(FileError::new(path, FileProblem::IsFolder));
    }
    let file = File::open(path).map_err(|cause| FileError::reading(path, cause))?;
    // What says beforehand that it is too long need not be read to see it.
    let length = file.metadata().map_or(0, |found| found.len());
    if length > LONGEST_MB << 20 {
        return Err(FileError::new(path, FileProblem::TooLong));
    }
    read_into(Vec::with_capacity(length as usize + 1), path, file)
}

/// The whole content of something already open, such as the standard input; `name` is for the error.
pub fn read_from(name: &Path, source: impl Read) -> Result<Vec<u8>, FileError> {
    read_into(Vec::new(), name, source)
}

fn read_into(mut bytes: Vec<u8>, name: &Path, source: impl Read) -> Result<Vec<u8>, FileError> {
    // The length of a pipe is not known beforehand, so it is found by reading one byte too many.
    let longest = LONGEST_MB << 20;
    source.take(longest + 1).read_to_end(&mut bytes).map_err(|cause| FileError::reading(name, cause))?;
    if bytes.len() as u64 > longest {
        return Err(FileError::new(name, FileProblem::TooLong));
    }
    Ok(bytes)
}

/// Puts a file in place, whole or not at all: written beside it, synced, renamed over it.
///
/// The permissions of a file that is replaced are kept, and a link is followed. A device or a pipe cannot be replaced
/// and is written to.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write(path, bytes)?.put()
}

/// Puts files into a folder, which is made if it is not there. All are written before the first is put in place, so
/// that a full disk or a missing permission leaves the folder as it was.
pub fn replace_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), FileError> {
    match fs::create_dir(folder) {
        Err(_) if folder.is_dir() => {}
        Err(_) if folder.exists() => return Err(FileError::new(folder, FileProblem::IsFile)),
        made => made.map_err(|cause| FileError::writing(folder, cause))?,
    }
    let written: Vec<_> =
        files.iter().map(|(name, bytes)| write(&folder.join(name), bytes)).collect::<Result<_, _>>()?;
    written.into_iter().try_for_each(Written::put)
}

/// A file that is written, but not yet in its place; none where it was a device, which has no other place.
struct Written {
    path: PathBuf,
    target: PathBuf,
    temporary: Option<tempfile::NamedTempFile>,
}

impl Written {
    fn put(self) -> Result<(), FileError> {
        let Some(temporary) = self.temporary else { return Ok(()) };
        temporary.persist(&self.target).map_err(|error| FileError::writing(&self.path, error.error))?;
        sync_folder(folder_of(&self.target));
        Ok(())
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<Written, FileError> {
    let failed = |cause| FileError::writing(path, cause);
    let target = follow_links(path)?;
    let written = |temporary| Written { path: path.to_owned(), target: target.clone(), temporary };
    let existing = fs::metadata(&target).ok();
    if let Some(existing) = &existing {
        if existing.is_dir() {
            return Err(FileError::new(path, FileProblem::IsFolder));
        }
        if !existing.is_file() {
            OpenOptions::new().write(true).open(&target).and_then(|mut it| it.write_all(bytes)).map_err(failed)?;
            return Ok(written(None));
        }
        if existing.permissions().readonly() {
            return Err(FileError::new(path, FileProblem::ReadOnly));
        }
    }
    let mut temporary = new_file_in(folder_of(&target)).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    if let Some(existing) = existing {
        temporary.as_file().set_permissions(existing.permissions()).map_err(failed)?;
    }
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(written(Some(temporary)))
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn follow_links(path: &Path) -> Result<PathBuf, FileError> {
    const MOST_LINKS: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            // `join` takes an absolute path as it is.
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(FileError::new(path, FileProblem::Circle))
}

/// A temporary file that may be read by whoever may read any new file of this user.
#[cfg(unix)]
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let before_umask = fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().prefix(".linchpin-").permissions(before_umask).tempfile_in(folder)
}

#[cfg(not(unix))]
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".linchpin-").tempfile_in(folder)
}

/// Makes the rename itself survive a power cut, where the system can. The file is in place either way.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contoso.ron");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(read(&path).unwrap(), b"two");
        assert_eq!(names_in(folder.path()), ["contoso.ron"]);
    }

    #[test]
    fn a_folder_and_a_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        for error in [read(folder.path()).unwrap_err(), replace(folder.path(), b"").unwrap_err()] {
            assert_eq!(error.problem, FileProblem::IsFolder);
            assert!(error.hint().is_some());
        }
        let file = folder.path().join("report.pdf");
        replace(&file, b"one").unwrap();
        let error = replace_all(&file, &[("dns.csv".to_owned(), b"one".to_vec())]).unwrap_err();
        assert_eq!((error.path, error.problem), (file, FileProblem::IsFile));
    }

    #[test]
    fn a_missing_file_and_a_missing_folder_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("contoso.ron");
        assert_eq!(read(&path).unwrap_err().problem, FileProblem::Missing);
        assert_eq!(replace(&path, b"").unwrap_err().problem, FileProblem::NoFolder);
    }

    #[test]
    fn files_go_into_a_new_folder_together_or_not_at_all() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("sheets");
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        replace_all(&folder, &[file("dns.csv", "one"), file("sql.csv", "one")]).unwrap();
        assert_eq!(names_in(&folder), ["dns.csv", "sql.csv"]);
        fs::create_dir(folder.join("taken.csv")).unwrap();
        let error = replace_all(&folder, &[file("dns.csv", "two"), file("taken.csv", "two")]).unwrap_err();
        assert_eq!(error.problem, FileProblem::IsFolder);
        assert_eq!(read(&folder.join("dns.csv")).unwrap(), b"one");
        assert_eq!(names_in(&folder), ["dns.csv", "sql.csv", "taken.csv"]);
    }

    #[test]
    fn a_stream_without_end_is_too_long() {
        let error = read_from(Path::new("-"), io::repeat(0)).unwrap_err();
        assert_eq!(error.to_string(), "-: longer than 256 MB");
    }

    #[test]
    fn a_read_only_file_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contoso.ron");
        replace(&path, b"old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, b"new").unwrap_err().problem, FileProblem::ReadOnly);
        assert_eq!(read(&path).unwrap(), b"old");
        assert_eq!(names_in(folder.path()), ["contoso.ron"]);
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn permissions_are_kept() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("contoso.ron");
            replace(&path, b"old").unwrap();
            assert_ne!(mode(&path), 0o600, "a new file is as open as the user's umask says");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            replace(&path, b"new").unwrap();
            assert_eq!(mode(&path), 0o640);
        }

        #[test]
        fn a_link_stays_a_link_and_its_target_is_replaced() {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("real")).unwrap();
            for (link, target) in [("a", "b"), ("b", "real/contoso.ron")] {
                symlink(target, folder.path().join(link)).unwrap();
            }
            replace(&folder.path().join("a"), b"new").unwrap();
            assert_eq!(read(&folder.path().join("real/contoso.ron")).unwrap(), b"new");
            assert!(folder.path().join("a").is_symlink() && folder.path().join("b").is_symlink());
        }

        #[test]
        fn links_in_a_circle_are_an_error() {
            let folder = tempfile::tempdir().unwrap();
            symlink("b", folder.path().join("a")).unwrap();
            symlink("a", folder.path().join("b")).unwrap();
            assert_eq!(replace(&folder.path().join("a"), b"").unwrap_err().problem, FileProblem::Circle);
        }

        #[test]
        fn a_device_is_written_to_and_stays() {
            replace(Path::new("/dev/null"), b"gone").unwrap();
            assert!(!fs::metadata("/dev/null").unwrap().is_file());
        }
    }
}
