//! CPython's list sort (Objects/listobject.c, 3.11): the same comparisons in the same order, so that keys without a total
//! order (NaN, odd `__lt__`) come out as they do there, and errors leave the items in some order without loss.

use crate::objects::Res;

const MIN_GALLOP: usize = 7;

struct Run {
    base: usize,
    len: usize,
    power: u32,
}

struct Sorter<'a, T, F> {
    items: &'a mut [T],
    less: &'a mut F,
    min_gallop: usize,
    runs: Vec<Run>,
}

/// Stable sort; `less` may fail.
pub fn timsort<T: Copy, F: FnMut(&T, &T) -> Res<bool>>(items: &mut [T], less: &mut F) -> Res<()> {
    let total = items.len();
    if total < 2 {
        return Ok(());
    }
    let mut sorter = Sorter {
        items,
        less,
        min_gallop: MIN_GALLOP,
        runs: Vec::new(),
    };
    let minrun = min_run(total);
    let (mut low, mut left) = (0, total);
    while left > 0 {
        let (mut n, descending) = sorter.count_run(low, low + left)?;
        if descending {
            sorter.items[low..low + n].reverse();
        }
        if n < minrun {
            let force = left.min(minrun);
            sorter.binary_sort(low, low + force, low + n)?;
            n = force;
        }
        sorter.found_new_run(n, total)?;
        sorter.runs.push(Run {
            base: low,
            len: n,
            power: 0,
        });
        low += n;
        left -= n;
    }
    while sorter.runs.len() > 1 {
        let mut n = sorter.runs.len() - 2;
        if n > 0 && sorter.runs[n - 1].len < sorter.runs[n + 1].len {
            n -= 1;
        }
        sorter.merge_at(n)?;
    }
    Ok(())
}

fn min_run(mut n: usize) -> usize {
    let mut r = 0;
    while n >= 64 {
        r |= n & 1;
        n >>= 1;
    }
    n + r
}

/// Depth of the node between two neighbouring runs in the nearly optimal merge tree.
fn power_of(s1: usize, n1: usize, n2: usize, n: usize) -> u32 {
    let mut result = 0;
    let mut a = 2 * s1 + n1;
    let mut b = a + n1 + n2;
    loop {
        result += 1;
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

/// Leftmost place for `key` in the sorted `a`, searched from `hint` on.
fn gallop_left<T: Copy, F: FnMut(&T, &T) -> Res<bool>>(less: &mut F, key: T, a: &[T], hint: usize) -> Res<usize> {
    let n = a.len() as isize;
    let hint = hint as isize;
    let mut last = 0;
    let mut ofs: isize = 1;
    if less(&a[hint as usize], &key)? {
        let max = n - hint;
        while ofs < max && less(&a[(hint + ofs) as usize], &key)? {
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        ofs = ofs.min(max);
        last += hint;
        ofs += hint;
    } else {
        let max = hint + 1;
        while ofs < max && !less(&a[(hint - ofs) as usize], &key)? {
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        ofs = ofs.min(max);
        (last, ofs) = (hint - ofs, hint - last);
    }
    last += 1;
    while last < ofs {
        let m = last + ((ofs - last) >> 1);
        if less(&a[m as usize], &key)? {
            last = m + 1;
        } else {
            ofs = m;
        }
    }
    Ok(ofs as usize)
}

/// Rightmost place for `key` in the sorted `a`, searched from `hint` on.
fn gallop_right<T: Copy, F: FnMut(&T, &T) -> Res<bool>>(less: &mut F, key: T, a: &[T], hint: usize) -> Res<usize> {
    let n = a.len() as isize;
    let hint = hint as isize;
    let mut last = 0;
    let mut ofs: isize = 1;
    if less(&key, &a[hint as usize])? {
        let max = hint + 1;
        while ofs < max && less(&key, &a[(hint - ofs) as usize])? {
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        ofs = ofs.min(max);
        (last, ofs) = (hint - ofs, hint - last);
    } else {
        let max = n - hint;
        while ofs < max && !less(&key, &a[(hint + ofs) as usize])? {
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        ofs = ofs.min(max);
        last += hint;
        ofs += hint;
    }
    last += 1;
    while last < ofs {
        let m = last + ((ofs - last) >> 1);
        if less(&key, &a[m as usize])? {
            ofs = m;
        } else {
            last = m + 1;
        }
    }
    Ok(ofs as usize)
}

impl<T: Copy, F: FnMut(&T, &T) -> Res<bool>> Sorter<'_, T, F> {
    fn less_at(&mut self, i: usize, j: usize) -> Res<bool> {
        (self.less)(&self.items[i], &self.items[j])
    }

    /// Length of the run that starts at `low`, and whether it is strictly descending.
    fn count_run(&mut self, low: usize, high: usize) -> Res<(usize, bool)> {
        if low + 1 == high {
            return Ok((1, false));
        }
        let mut n = 2;
        let descending = self.less_at(low + 1, low)?;
        let mut i = low + 2;
        while i < high && self.less_at(i, i - 1)? == descending {
            i += 1;
            n += 1;
        }
        Ok((n, descending))
    }

    /// Insertion sort with binary search; `low..start` is sorted already.
    fn binary_sort(&mut self, low: usize, high: usize, start: usize) -> Res<()> {
        let start = if start == low { start + 1 } else { start };
        for i in start..high {
            let pivot = self.items[i];
            let (mut l, mut r) = (low, i);
            while l < r {
                let p = l + ((r - l) >> 1);
                if (self.less)(&pivot, &self.items[p])? {
                    r = p;
                } else {
                    l = p + 1;
                }
            }
            self.items.copy_within(l..i, l + 1);
            self.items[l] = pivot;
        }
        Ok(())
    }

    fn found_new_run(&mut self, n2: usize, total: usize) -> Res<()> {
        let Some(last) = self.runs.last() else { return Ok(()) };
        let power = power_of(last.base, last.len, n2, total);
        while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
            self.merge_at(self.runs.len() - 2)?;
        }
        if let Some(last) = self.runs.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    fn merge_at(&mut self, i: usize) -> Res<()> {
        let (mut a, mut na) = (self.runs[i].base, self.runs[i].len);
        let (b, mut nb) = (self.runs[i + 1].base, self.runs[i + 1].len);
        self.runs[i].len = na + nb;
        self.runs.remove(i + 1);
        let k = gallop_right(self.less, self.items[b], &self.items[a..a + na], 0)?;
        a += k;
        na -= k;
        if na == 0 {
            return Ok(());
        }
        nb = gallop_left(self.less, self.items[a + na - 1], &self.items[b..b + nb], nb - 1)?;
        if nb == 0 {
            return Ok(());
        }
        if na <= nb {
            self.merge_low(a, na, b, nb)
        } else {
            self.merge_high(a, na, b, nb)
        }
    }

    /// Merges forwards, the left run in temporary memory.
    fn merge_low(&mut self, a: usize, mut na: usize, b: usize, mut nb: usize) -> Res<()> {
        let temp: Vec<T> = self.items[a..a + na].to_vec();
        let (mut dest, mut pa, mut pb) = (a, 0, b);
        let result = self.merge_low_steps(&temp, &mut dest, &mut pa, &mut na, &mut pb, &mut nb);
        if na > 0 {
            if result == Ok(true) {
                // The last item of the left run belongs at the very end.
                self.items.copy_within(pb..pb + nb, dest);
                self.items[dest + nb] = temp[pa];
            } else {
                self.items[dest..dest + na].copy_from_slice(&temp[pa..pa + na]);
            }
        }
        result.map(|_| ())
    }

    /// True when one item of the left run is left, which is greater than all of the right one.
    fn merge_low_steps(
        &mut self,
        temp: &[T],
        dest: &mut usize,
        pa: &mut usize,
        na: &mut usize,
        pb: &mut usize,
        nb: &mut usize,
    ) -> Res<bool> {
        self.items[*dest] = self.items[*pb];
        *dest += 1;
        *pb += 1;
        *nb -= 1;
        if *nb == 0 {
            return Ok(false);
        }
        if *na == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut acount, mut bcount) = (0, 0);
            loop {
                if (self.less)(&self.items[*pb], &temp[*pa])? {
                    self.items[*dest] = self.items[*pb];
                    *dest += 1;
                    *pb += 1;
                    bcount += 1;
                    acount = 0;
                    *nb -= 1;
                    if *nb == 0 {
                        return Ok(false);
                    }
                    if bcount >= min_gallop {
                        break;
                    }
                } else {
                    self.items[*dest] = temp[*pa];
                    *dest += 1;
                    *pa += 1;
                    acount += 1;
                    bcount = 0;
                    *na -= 1;
                    if *na == 1 {
                        return Ok(true);
                    }
                    if acount >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let k = gallop_right(self.less, self.items[*pb], &temp[*pa..*pa + *na], 0)?;
                acount = k;
                if k > 0 {
                    self.items[*dest..*dest + k].copy_from_slice(&temp[*pa..*pa + k]);
                    *dest += k;
                    *pa += k;
                    *na -= k;
                    if *na == 1 {
                        return Ok(true);
                    }
                    // Only with an inconsistent order.
                    if *na == 0 {
                        return Ok(false);
                    }
                }
                self.items[*dest] = self.items[*pb];
                *dest += 1;
                *pb += 1;
                *nb -= 1;
                if *nb == 0 {
                    return Ok(false);
                }
                let k = gallop_left(self.less, temp[*pa], &self.items[*pb..*pb + *nb], 0)?;
                bcount = k;
                if k > 0 {
                    self.items.copy_within(*pb..*pb + k, *dest);
                    *dest += k;
                    *pb += k;
                    *nb -= k;
                    if *nb == 0 {
                        return Ok(false);
                    }
                }
                self.items[*dest] = temp[*pa];
                *dest += 1;
                *pa += 1;
                *na -= 1;
                if *na == 1 {
                    return Ok(true);
                }
                if acount < MIN_GALLOP && bcount < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges backwards, the right run in temporary memory.
    fn merge_high(&mut self, a: usize, mut na: usize, b: usize, mut nb: usize) -> Res<()> {
        let temp: Vec<T> = self.items[b..b + nb].to_vec();
        // Ends (exclusive) of what is left of either run and of the free place.
        let mut dest = b + nb;
        let result = self.merge_high_steps(&temp, a, &mut dest, &mut na, &mut nb);
        if nb > 0 {
            if result == Ok(true) {
                // The first item of the right run belongs at the very start.
                self.items.copy_within(a..a + na, dest - na);
                self.items[dest - na - 1] = temp[0];
            } else {
                self.items[dest - nb..dest].copy_from_slice(&temp[..nb]);
            }
        }
        result.map(|_| ())
    }

    /// True when one item of the right run is left, which is less than all of the left one.
    fn merge_high_steps(
        &mut self,
        temp: &[T],
        a: usize,
        dest: &mut usize,
        na: &mut usize,
        nb: &mut usize,
    ) -> Res<bool> {
        *dest -= 1;
        self.items[*dest] = self.items[a + *na - 1];
        *na -= 1;
        if *na == 0 {
            return Ok(false);
        }
        if *nb == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut acount, mut bcount) = (0, 0);
            loop {
                if (self.less)(&temp[*nb - 1], &self.items[a + *na - 1])? {
                    *dest -= 1;
                    self.items[*dest] = self.items[a + *na - 1];
                    acount += 1;
                    bcount = 0;
                    *na -= 1;
                    if *na == 0 {
                        return Ok(false);
                    }
                    if acount >= min_gallop {
                        break;
                    }
                } else {
                    *dest -= 1;
                    self.items[*dest] = temp[*nb - 1];
                    bcount += 1;
                    acount = 0;
                    *nb -= 1;
                    if *nb == 1 {
                        return Ok(true);
                    }
                    if bcount >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let k = gallop_right(self.less, temp[*nb - 1], &self.items[a..a + *na], *na - 1)?;
                let k = *na - k;
                acount = k;
                if k > 0 {
                    self.items.copy_within(a + *na - k..a + *na, *dest - k);
                    *dest -= k;
                    *na -= k;
                    if *na == 0 {
                        return Ok(false);
                    }
                }
                *dest -= 1;
                self.items[*dest] = temp[*nb - 1];
                *nb -= 1;
                if *nb == 1 {
                    return Ok(true);
                }
                let k = gallop_left(self.less, self.items[a + *na - 1], &temp[..*nb], *nb - 1)?;
                let k = *nb - k;
                bcount = k;
                if k > 0 {
                    self.items[*dest - k..*dest].copy_from_slice(&temp[*nb - k..*nb]);
                    *dest -= k;
                    *nb -= k;
                    if *nb == 1 {
                        return Ok(true);
                    }
                    // Only with an inconsistent order.
                    if *nb == 0 {
                        return Ok(false);
                    }
                }
                *dest -= 1;
                self.items[*dest] = self.items[a + *na - 1];
                *na -= 1;
                if *na == 0 {
                    return Ok(false);
                }
                if acount < MIN_GALLOP && bcount < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_stably_whatever_the_shape() {
        let mut seed = 12345u64;
        for n in 0..400 {
            for modulus in [2, 10, 1000] {
                let mut items: Vec<(u64, usize)> = (0..n)
                    .map(|i| {
                        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                        let run = if i % 50 < 25 { i as u64 } else { seed >> 33 };
                        (run % modulus, i)
                    })
                    .collect();
                let mut expected = items.clone();
                expected.sort_by_key(|x| x.0);
                timsort(&mut items, &mut |a, b| Ok(a.0 < b.0)).unwrap();
                assert_eq!(items, expected);
            }
        }
    }

    #[test]
    fn an_error_loses_no_item() {
        for stop in 0..300 {
            let mut items: Vec<u32> = (0..200).map(|i| i * 7919 % 200).collect();
            let mut count = 0;
            let _ = timsort(&mut items, &mut |a, b| {
                count += 1;
                if count > stop {
                    Err(crate::objects::Raised)
                } else {
                    Ok(a < b)
                }
            });
            items.sort_unstable();
            assert_eq!(items, (0..200).collect::<Vec<_>>());
        }
    }
}
