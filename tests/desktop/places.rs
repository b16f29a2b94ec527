//! Where things lie beside a test: it is built into `deps`, in the folder of its profile below the target folder.

use std::path::PathBuf;

/// A program that was built with it.
pub fn built(program: &str) -> PathBuf {
    above(2).join(program)
}

/// What a test leaves for whoever looks at it.
pub fn left(name: &str) -> PathBuf {
    above(3).join("tmp").join(name)
}

fn above(folders: usize) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    this.ancestors().nth(folders).unwrap().to_owned()
}
