use std::fmt;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A generation of the product. Source: `S:system-requirements`; `SE` from the vendor's announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, VariantArray)]
pub enum Product {
    /// Lync Server 2013.
    L13,
    /// Skype for Business Server 2015.
    S15,
    /// Skype for Business Server 2019.
    #[default]
    S19,
    /// Skype for Business Server Subscription Edition: 2019 in everything but its name and its upgrade path.
    SE,
}

impl Product {
    /// "Skype for Business Server 2015".
    pub const fn title(self) -> &'static str {
        match self {
            Self::L13 => "Lync Server 2013",
            Self::S15 => "Skype for Business Server 2015",
            Self::S19 => "Skype for Business Server 2019",
            Self::SE => "Skype for Business Server Subscription Edition",
        }
    }

    /// The short word of the command line and the sketch notation: `2013`, `2015`, `2019`, `se`.
    pub const fn token(self) -> &'static str {
        match self {
            Self::L13 => "2013",
            Self::S15 => "2015",
            Self::S19 => "2019",
            Self::SE => "se",
        }
    }

    /// The product that [`token`](Self::token) names.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|product| product.token().eq_ignore_ascii_case(token))
    }

    /// `ServiceVersion` in the vendor's documents. 7 and 8 are seen, 6 is read so by public scripts; that Subscription
    /// Edition keeps 8 is inferred.
    pub const fn service_version(self) -> u8 {
        match self {
            Self::L13 => 6,
            Self::S15 => 7,
            Self::S19 | Self::SE => 8,
        }
    }

    /// The product of a `ServiceVersion`. A document of version 8 is taken as 2019: Subscription Edition cannot be told
    /// apart.
    pub const fn from_service_version(version: u8) -> Option<Self> {
        match version {
            6 => Some(Self::L13),
            7 => Some(Self::S15),
            8 => Some(Self::S19),
            _ => None,
        }
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A set of products: those a rule or a table row holds for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Products(u8);

impl Products {
    /// All four.
    pub const ALL: Self = Self::of(&[Product::L13, Product::S15, Product::S19, Product::SE]);

    /// Just these.
    pub const fn of(products: &[Product]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < products.len() {
            bits |= 1 << products[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether the set holds `product`.
    pub const fn contains(self, product: Product) -> bool {
        self.0 & (1 << product as u8) != 0
    }

    /// Whether the sets have a product in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The products of the set, oldest first.
    pub fn iter(self) -> impl Iterator<Item = Product> {
        Product::VARIANTS.iter().copied().filter(move |&product| self.contains(product))
    }
}

impl FromIterator<Product> for Products {
    fn from_iter<I: IntoIterator<Item = Product>>(products: I) -> Self {
        products.into_iter().fold(Self(0), |set, product| Self(set.0 | Self::of(&[product]).0))
    }
}

impl fmt::Debug for Products {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
