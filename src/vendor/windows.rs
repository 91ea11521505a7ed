//! Which Windows Server a product runs on. Server Core is never supported.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{Product, Products};

/// A version of Windows Server that the documents name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
pub enum WindowsVersion {
    /// Windows Server 2008 R2.
    V2008R2,
    /// Windows Server 2012.
    V2012,
    /// Windows Server 2012 R2.
    V2012R2,
    /// Windows Server 2016.
    V2016,
    /// Windows Server 2019.
    V2019,
}

impl WindowsVersion {
    /// "Windows Server 2012 R2".
    pub const fn title(self) -> &'static str {
        match self {
            Self::V2008R2 => "Windows Server 2008 R2",
            Self::V2012 => "Windows Server 2012",
            Self::V2012R2 => "Windows Server 2012 R2",
            Self::V2016 => "Windows Server 2016",
            Self::V2019 => "Windows Server 2019",
        }
    }

    /// The short word of the command line and the sketch notation: `2008r2`, `2012`…
    pub const fn token(self) -> &'static str {
        match self {
            Self::V2008R2 => "2008r2",
            Self::V2012 => "2012",
            Self::V2012R2 => "2012r2",
            Self::V2016 => "2016",
            Self::V2019 => "2019",
        }
    }

    /// The version that [`token`](Self::token) names.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|version| version.token().eq_ignore_ascii_case(token))
    }
}

impl fmt::Display for WindowsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// When a product runs on a Windows version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowsSupport {
    /// The products that run on it.
    pub products: Products,
    /// The version.
    pub version: WindowsVersion,
    /// The service pack or product update without which it is not supported, empty for none.
    pub needs: &'static str,
    /// Only servers that were upgraded in place from Lync Server 2013 may keep it.
    pub is_for_upgrades_only: bool,
    /// The pages that say so.
    pub source: &'static str,
}

/// The support for one version, `None` when there is none.
pub fn windows_support(product: Product, version: WindowsVersion) -> Option<&'static WindowsSupport> {
    WINDOWS_SUPPORT.iter().find(|row| row.version == version && row.products.contains(product))
}

const L13: Products = Products::of(&[Product::L13]);
const S15: Products = Products::of(&[Product::S15]);
const NEW: Products = Products::of(&[Product::S19, Product::SE]);
const L13_PAGE: &str = "L:server-and-tools-operating-system-support";
const S15_PAGE: &str = "S:server-requirements";
const NEW_PAGE: &str = "S:system-requirements";

const fn row(products: Products, version: WindowsVersion, needs: &'static str, source: &'static str) -> WindowsSupport {
    WindowsSupport { products, version, needs, is_for_upgrades_only: false, source }
}

/// Every supported version.
pub const WINDOWS_SUPPORT: &[WindowsSupport] = &[
    row(L13, WindowsVersion::V2008R2, "SP1", L13_PAGE),
    row(L13, WindowsVersion::V2012, "", L13_PAGE),
    row(L13, WindowsVersion::V2012R2, "the October 2013 update of the product", L13_PAGE),
    WindowsSupport { is_for_upgrades_only: true, ..row(S15, WindowsVersion::V2008R2, "", S15_PAGE) },
    row(S15, WindowsVersion::V2012, "", S15_PAGE),
    row(S15, WindowsVersion::V2012R2, "", S15_PAGE),
    row(S15, WindowsVersion::V2016, "CU5 of the product", S15_PAGE),
    row(S15, WindowsVersion::V2019, "CU9 of the product", S15_PAGE),
    row(NEW, WindowsVersion::V2016, "", NEW_PAGE),
    row(NEW, WindowsVersion::V2019, "", NEW_PAGE),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    fn supported(product: Product) -> Vec<&'static str> {
        let versions = WindowsVersion::VARIANTS.iter().copied();
        versions.filter(|&version| windows_support(product, version).is_some()).map(WindowsVersion::token).collect()
    }

    #[test]
    fn every_row_has_a_source() {
        for row in WINDOWS_SUPPORT {
            assert!(is_slug_list(row.source), "{row:?}");
        }
    }

    #[test]
    fn each_product_drops_the_oldest_versions() {
        assert_eq!(supported(Product::L13), ["2008r2", "2012", "2012r2"]);
        assert_eq!(supported(Product::S15), ["2008r2", "2012", "2012r2", "2016", "2019"]);
        assert_eq!(supported(Product::S19), ["2016", "2019"]);
        assert_eq!(supported(Product::SE), ["2016", "2019"]);
    }

    #[test]
    fn only_an_upgraded_2015_server_keeps_windows_2008_r2() {
        let kept: Vec<_> = WINDOWS_SUPPORT.iter().filter(|row| row.is_for_upgrades_only).collect();
        assert_eq!(kept, [windows_support(Product::S15, WindowsVersion::V2008R2).unwrap()]);
    }

    #[test]
    fn every_token_names_its_variant() {
        for &version in WindowsVersion::VARIANTS {
            assert_eq!(WindowsVersion::from_token(&version.token().to_uppercase()), Some(version));
        }
    }
}
