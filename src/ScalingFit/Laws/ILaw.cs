namespace ScalingFit;

/// <summary>
/// A law of one's own, written once as an expression: the library takes values, exact gradients and Hessians from it. Implement it on a <c>readonly struct</c> and hand it to
/// <see cref="ScalingLaw.Define(string, ILaw, IEnumerable{LawParameter}, IEnumerable{Variable}, string)"/>.
/// </summary>
/// <example>
/// <code>
/// readonly struct SaturatingLaw : ILaw
/// {
///     public T Evaluate&lt;T&gt;(ReadOnlySpan&lt;T&gt; p, ReadOnlySpan&lt;T&gt; x)
///         where T : struct, IScalar&lt;T&gt; => p[0] + (p[1] * T.Pow(x[0] + p[2], -p[3]));
/// }
/// </code>
/// </example>
public interface ILaw
{
    /// <summary>The predicted loss.</summary>
    /// <typeparam name="T">A number; see <see cref="IScalar{T}"/>.</typeparam>
    /// <param name="parameters">The parameters' natural values, in the order they were declared.</param>
    /// <param name="variables">The variables' values, in the order they were declared.</param>
    /// <returns>The loss.</returns>
    T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>;
}
