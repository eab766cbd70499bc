/** The one thing that the product says about itself: what is not as it should be, and what to do about it. */
@NullMarked
package io.claviger.finding;

import org.jspecify.annotations.NullMarked;
